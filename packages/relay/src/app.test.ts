import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OperationOutcome } from "@digital-factors/core";
import { Hono } from "hono";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Access, createAccess } from "./access/access.ts";
import { makeToken } from "./access/token.ts";
import { hashSecret } from "./access/token-hash.ts";
import type { AdminVariables } from "./admin/admin-context.ts";
import { createApp } from "./app.ts";
import type { FinishedRequest } from "./middleware/request-log.ts";
import { openLibsqlStore } from "./store/libsql/libsql-store.ts";
import type { Store } from "./store/store.ts";
import { StoreUnavailableError } from "./store/store-unavailable-error.ts";

const id = "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10";
const record = {
  format: "digital-factors/1",
  id,
  recordedAt: "2026-01-31T14:05:00Z",
  versions: { factors: "1.0.0", lfpse: "5" },
  nation: "england",
  reporter: "staff",
  eventType: "incident",
  part: "main",
};
const headers = {
  Authorization: "Bearer an-example-token-1",
  "Content-Type": "application/json",
  "Idempotency-Key": id,
};

const log = pino({ level: "silent" });

let folder: string;
let store: Store;
let access: Access;
/** Token of another organisation. */
const { id: otherId, secret, token: otherToken } = makeToken();
const hash = await hashSecret(secret);
let app: ReturnType<typeof createApp>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-app-"));
  store = openLibsqlStore({ file: join(folder, "relay.db") });
  access = createAccess({ store, environmentToken: { token: "an-example-token-1", organisation: "Z01" }, log });
  await store.addToken({ id: otherId, organisation: "Z02", role: "reporter", hash, createdAtMs: 0 });
  app = createApp({
    store,
    access,
    log,
    allowedOrigins: ["https://incidents.example"],
    bodyBytes: 20_000,
    bodyTimeoutMs: 50,
    now: () => Date.parse("2026-01-31T15:00:00Z"),
  });
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

type Body = NonNullable<RequestInit["body"]>;

async function send(body: Body, changed: Readonly<Record<string, string | undefined>> = {}): Promise<Response> {
  const sent = Object.entries({ ...headers, ...changed }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const init: RequestInit & { duplex: "half" } = { method: "POST", headers: sent, body, duplex: "half" };
  return await app.request("/v1/records", init);
}

/** Checks that an answer is an outcome of this kind and that nothing was stored. */
async function expectRefusal(response: Response, status: number, code: string): Promise<OperationOutcome> {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/fhir+json");
  const outcome = (await response.json()) as OperationOutcome;
  expect(outcome.resourceType).toBe("OperationOutcome");
  expect(outcome.issue[0]).toMatchObject({ severity: "error", code, diagnostics: expect.any(String) });
  expect(await store.nextDueInMs()).toBeUndefined();
  return outcome;
}

function streamOf(...pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const rest = [...pieces];
  return new ReadableStream({
    pull(controller) {
      const piece = rest.shift();
      if (piece !== undefined) controller.enqueue(piece);
    },
  });
}

describe("POST /v1/records", () => {
  it("answers 202 with the receipt once the record is stored", async () => {
    const response = await send(JSON.stringify({ record }));
    expect(response.status).toBe(202);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.text()).toBe(`{"id":"${id}","receivedAt":"2026-01-31T15:00:00.000Z","state":"waiting"}`);
    expect(await store.find(id, "Z01")).toMatchObject({ state: "waiting" });
  });

  it.each([
    ["no token", undefined],
    ["a wrong token", "Bearer an-example-token-3"],
    ["another scheme", "Basic an-example-token-1"],
    ["half a token", "Bearer an-example-token-"],
    ["nothing after Bearer", "Bearer "],
  ])("answers 401 to %s, before anything is read", async (_name, authorization) => {
    const response = await send("{", { Authorization: authorization });
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
    await expectRefusal(response, 401, "login");
  });

  it("answers 415 to what is not JSON in UTF-8, or is compressed", async () => {
    const body = JSON.stringify({ record });
    for (const type of ["text/plain", "application/json; charset=iso-8859-1", "application/jsonp", undefined]) {
      await expectRefusal(await send(body, { "Content-Type": type }), 415, "not-supported");
    }
    await expectRefusal(await send(body, { "Content-Encoding": "gzip" }), 415, "not-supported");
  });

  it("takes JSON whose charset is UTF-8 by name", async () => {
    const response = await send(JSON.stringify({ record }), { "Content-Type": 'Application/JSON; charset="UTF-8"' });
    expect(response.status).toBe(202);
  });

  it("answers 400 to a missing Idempotency-Key, or one that is not the record's id", async () => {
    const body = JSON.stringify({ record });
    await expectRefusal(await send(body, { "Idempotency-Key": undefined }), 400, "required");
    await expectRefusal(await send(body, { "Idempotency-Key": "another" }), 400, "value");
  });

  it.each([
    ["nothing", ""],
    ["half a text", '{"record":'],
    ["XML", "<record/>"],
    ["a name twice", `{"record":{"id":"${id}","id":"${id}"}}`],
    ["__proto__", `{"record":{"__proto__":{"part":"main"}}}`],
    ["half a character", `{"record":{"description":"\\ud83c"}}`],
    ["NUL", `{"record":{"description":"\\u0000"}}`],
    ["a huge number", `{"record":{"description":1e999}}`],
    ["deep nesting", "[".repeat(9_000) + "]".repeat(9_000)],
  ])("answers 400 to %s", async (_name, body) => {
    await expectRefusal(await send(body), 400, "structure");
  });

  it("answers 400 to bytes that are not UTF-8", async () => {
    await expectRefusal(await send(new Uint8Array([0x22, 0xff, 0xfe, 0x22])), 400, "structure");
  });

  it.each([
    ["a list", "[]"],
    ["a text", '"record"'],
    ["null", "null"],
    ["an unknown field", JSON.stringify({ record, more: true })],
    ["no record", "{}"],
    ["a record of another type", '{"record":[1]}'],
  ])("answers 422 to %s", async (_name, body) => {
    const response = await send(body);
    expect(response.status).toBe(422);
    expect(await store.nextDueInMs()).toBeUndefined();
  });

  it("answers 422 to an invalid record, with the question, the place and no answer", async () => {
    const response = await send(
      JSON.stringify({ record: { ...record, part: "Jane Example", systems: [{ type: "epr", name: 7 }] } }),
    );
    const outcome = await expectRefusal(response, 422, "code-invalid");
    expect(outcome.issue.map(({ expression }) => expression?.[0])).toEqual(["part", "systems[0].name"]);
    expect(outcome.issue[0]?.details?.coding).toContainEqual({ system: "urn:digital-factors:question", code: "part" });
    expect(JSON.stringify(outcome)).not.toContain("Jane");
  });

  it("answers 422 to an invalid AdverseEvent, and stores nothing", async () => {
    const response = await send(
      JSON.stringify({ record, adverseEvent: { resourceType: "AdverseEvent", category: "XX" } }),
    );
    const outcome = await expectRefusal(response, 422, "value");
    expect(outcome.issue.map(({ expression }) => expression?.[0])).toContain("AdverseEvent.category");
  });

  it("shows 50 issues of a body of nonsense, and how many more there are", async () => {
    const nonsense = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`x${index}`, 1]));
    const response = await send(JSON.stringify({ record: { ...record, ...nonsense } }));
    const outcome = await expectRefusal(response, 422, "structure");
    expect(outcome.issue).toHaveLength(51);
    expect(outcome.issue[50]).toMatchObject({
      severity: "information",
      diagnostics: expect.stringMatching(/^950 more/),
    });
  });

  it("answers 413 to a body over the limit, announced or not", async () => {
    const large = JSON.stringify({ record: { ...record, description: "x".repeat(20_000) } });
    await expectRefusal(await send(large, { "Content-Length": String(large.length) }), 413, "too-long");
    const pieces = Array.from({ length: 30 }, () => new Uint8Array(1_000).fill(0x20));
    await expectRefusal(await send(streamOf(...pieces)), 413, "too-long");
  });

  it("answers 408 to a body that does not end", async () => {
    await expectRefusal(await send(streamOf(new TextEncoder().encode('{"record":'))), 408, "timeout");
  });

  it("answers 400 to a body that breaks off", async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
    await expectRefusal(await send(broken), 400, "incomplete");
  });

  it("answers 409 to another organisation under the same id, and keeps the first", async () => {
    await send(JSON.stringify({ record }));
    const response = await send(JSON.stringify({ record }), { Authorization: `Bearer ${otherToken}` });
    expect(response.status).toBe(409);
    expect(await store.find(id, "Z02")).toBeUndefined();
  });

  it("answers 503 while the store cannot be used, and 500 without details to a fault of its own", async () => {
    const take = store.take.bind(store);
    store.take = () => Promise.reject(new StoreUnavailableError("full"));
    const refused = await send(JSON.stringify({ record }));
    expect(refused.headers.get("retry-after")).toBe("5");
    await expectRefusal(refused, 503, "transient");
    store.take = () => Promise.reject(new Error("Jane Example"));
    const outcome = await expectRefusal(await send(JSON.stringify({ record })), 500, "exception");
    expect(JSON.stringify(outcome)).not.toContain("Jane");
    store.take = take;
    expect((await send(JSON.stringify({ record }))).status).toBe(202);
  });
});

describe("GET /v1/records/{id}", () => {
  it("tells the state to the organisation that sent the record alone", async () => {
    await send(JSON.stringify({ record }));
    const mine = await app.request(`/v1/records/${id}`, { headers });
    expect(mine.status).toBe(200);
    expect(mine.headers.get("etag")).toBe('"1"');
    expect(await mine.json()).toMatchObject({
      id,
      organisation: "Z01",
      state: "waiting",
      receivedAt: "2026-01-31T15:00:00.000Z",
      revision: 1,
      attempts: 0,
      issues: [],
      isYellowCardMissing: false,
      operations: [{ key: id, kind: "create", state: "waiting", attempts: 0, issues: [] }],
    });
    const other = await app.request(`/v1/records/${id}`, { headers: { Authorization: `Bearer ${otherToken}` } });
    expect(other.status).toBe(404);
    const none = await app.request(`/v1/records/${id}`);
    expect(none.status).toBe(401);
  });

  it("answers 404 to an id that is unknown or no id at all", async () => {
    for (const path of ["unknown", "%00", "..%2f..", "a".repeat(5_000)]) {
      await expectRefusal(await app.request(`/v1/records/${path}`, { headers }), 404, "not-found");
    }
  });
});

describe("createApp", () => {
  it("is healthy without a token", async () => {
    const response = await app.request("/healthz");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  });

  it("answers 405 with what is allowed to another method, and 404 to another address", async () => {
    const patch = await app.request(`/v1/records/${id}`, { method: "PATCH", headers });
    expect(patch.headers.get("allow")).toBe("GET, HEAD, PUT, DELETE, OPTIONS");
    await expectRefusal(patch, 405, "not-supported");
    const remove = await app.request("/v1/records", { method: "DELETE", headers });
    expect(remove.headers.get("allow")).toBe("POST, OPTIONS");
    await expectRefusal(remove, 405, "not-supported");
    await expectRefusal(await app.request("/readyz", { method: "POST" }), 405, "not-supported");
    for (const path of ["/nothing", "/v1/nothing", "/v1/records/", "//v1/records", "/v1/records/../records/x"]) {
      await expectRefusal(await app.request(path, { headers }), 404, "not-found");
    }
  });

  it("says what a path allows, without a token", async () => {
    const response = await app.request(`/v1/records/${id}/yellow-card`, { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("allow")).toBe("POST, OPTIONS");
  });

  it("answers HEAD as GET without the body", async () => {
    await send(JSON.stringify({ record }));
    const response = await app.request(`/v1/records/${id}`, { method: "HEAD", headers });
    expect(response.status).toBe(200);
    expect(response.headers.get("etag")).toBe('"1"');
    expect(await response.text()).toBe("");
  });

  it("lets pages of the named origins call it, and no others", async () => {
    const preflight = (origin: string) =>
      app.request("/v1/records", {
        method: "OPTIONS",
        headers: { Origin: origin, "Access-Control-Request-Method": "PUT" },
      });
    const named = await preflight("https://incidents.example");
    expect(named.status).toBe(204);
    expect(named.headers.get("access-control-allow-origin")).toBe("https://incidents.example");
    expect(named.headers.get("access-control-allow-headers")).toBe(
      "Authorization, Content-Type, Idempotency-Key, If-Match",
    );
    expect(named.headers.get("access-control-allow-methods")).toBe("GET, POST, PUT, DELETE");
    for (const origin of ["https://other.example", "null", "https://incidents.example.other.example", "*"]) {
      const other = await preflight(origin);
      expect([...other.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
      expect(other.headers.get("vary")).toBe("Origin");
    }
    const answer = await app.request(`/v1/records/${id}`, {
      headers: { ...headers, Origin: "https://incidents.example" },
    });
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://incidents.example");
    expect(answer.headers.get("access-control-expose-headers")).toBe("ETag, Retry-After, X-Request-Id");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    const refused = await app.request("/v1/records", { headers: { Origin: "https://incidents.example" } });
    expect(refused.headers.get("access-control-allow-origin")).toBe("https://incidents.example");
  });

  it("gives each answer an id of its own and keeps it out of caches", async () => {
    const answers = await Promise.all([app.request("/healthz"), app.request("/nothing")]);
    const ids = answers.map((answer) => answer.headers.get("x-request-id"));
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids[0]).not.toBe(ids[1]);
    expect(answers.map((answer) => answer.headers.get("cache-control"))).toEqual(["no-store", "no-store"]);
  });

  it("tells browsers to guess at, frame, run and pass on nothing of an answer", async () => {
    const answers = await Promise.all(
      ["/healthz", "/nothing", "/v1/records/x", `/v1/records/${id}`].map((path) => app.request(path, { headers })),
    );
    for (const { headers: given } of answers) {
      expect(given.get("x-content-type-options")).toBe("nosniff");
      expect(given.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(given.get("referrer-policy")).toBe("no-referrer");
      expect(given.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(given.get("strict-transport-security")).toBeNull();
    }
    const secure = createApp({ store, access, log, publicUrl: "https://relay.example.nhs.uk" });
    const answer = await secure.request("/healthz");
    expect(answer.headers.get("strict-transport-security")).toBe("max-age=31536000");
  });

  it("leaves a page the policy that it sets itself, and adds the rest", async () => {
    const adminRoutes = new Hono<AdminVariables>().get("/", (context) =>
      context.html("<title>Relay</title>", 200, { "Content-Security-Policy": "default-src 'self'" }),
    );
    const withAdmin = createApp({ store, access, log, adminRoutes });
    const page = await withAdmin.request("/admin");
    expect(page.headers.get("content-security-policy")).toBe("default-src 'self'");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("tells each request that was answered, without its address", async () => {
    const requests: FinishedRequest[] = [];
    const watched = createApp({ store, access, log, onRequest: (request) => requests.push(request) });
    await watched.request(`/v1/records/${id}`, { headers });
    await watched.request("/nothing");
    expect(requests).toMatchObject([
      { method: "GET", route: "/v1/records/:id", status: 404 },
      { method: "GET", status: 404 },
    ]);
    expect(JSON.stringify(requests)).not.toMatch(new RegExp(`${id}|nothing`));
  });

  it("is ready while the store works and the relay is not stopping, and says in a word why not", async () => {
    expect(await (await app.request("/readyz")).json()).toEqual({ status: "ready" });
    const reasonOf = async (options: { readonly isStopping?: () => boolean; readonly check?: () => Promise<void> }) => {
      const checked = Object.assign(Object.create(store) as Store, { check: options.check ?? (async () => {}) });
      const response = await createApp({ access, log, ...options, store: checked }).request("/readyz");
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("5");
      return ((await response.json()) as OperationOutcome).issue[0]?.diagnostics;
    };
    expect(await reasonOf({ isStopping: () => true })).toBe("The relay is stopping.");
    const failing = () => Promise.reject(new StoreUnavailableError("full", { cause: new Error("/var/lib/relay.db") }));
    expect(await reasonOf({ check: failing })).toBe("The store cannot be used now. Nothing is kept until it can.");
  });

  it("checks the store once for requests that come together", async () => {
    let checks = 0;
    const check = async () => {
      checks += 1;
    };
    const counted = createApp({ access, log, store: Object.assign(Object.create(store) as Store, { check }) });
    const answers = await Promise.all(Array.from({ length: 20 }, () => counted.request("/readyz")));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(checks).toBe(1);
  });
});
