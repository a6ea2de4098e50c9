import {
  type AdverseEvent,
  lfpse5,
  type OperationOutcome,
  referenceNumberOf,
  validateAdverseEvent,
} from "@digital-factors/core";
import { lfpse4, loadTaxonomy } from "@digital-factors/core/taxonomies";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fullAdverseEvent } from "./fixtures/full-adverse-event.ts";
import { minimalAdverseEvent } from "./fixtures/minimal-adverse-event.ts";
import { type Sandbox, startSandbox } from "./server.ts";

const subscriptionKey = "example-key-of-a-test";
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, subscriptionKey, maxBodyBytes: 20_000 });
});
afterAll(async () => {
  await sandbox.close();
});
beforeEach(() => {
  sandbox.reset();
});

interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask(path: string, { method = "GET", body, headers = {} }: Ask = {}): Promise<Response> {
  const content = typeof body === "string" ? body : JSON.stringify(body);
  return await fetch(`${sandbox.url}${path}`, {
    method,
    headers: {
      "Ocp-Apim-Subscription-Key": subscriptionKey,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: content }),
  });
}

const events = "/adverse-event/fhir/AdverseEvent";
const create = async (body: unknown = minimalAdverseEvent, headers = {}) =>
  await ask(events, { method: "POST", body, headers });
const eventOf = async (response: Response) => (await response.json()) as AdverseEvent;
const createdEvent = async (body?: unknown) => await eventOf(await create(body));
const outcomeOf = async (response: Response) => (await response.json()) as OperationOutcome;

describe("startSandbox", () => {
  it("answers a create with the stored event: id, version 1 and a reference number in the last extension", async () => {
    const response = await create(fullAdverseEvent);
    expect(response.status).toBe(201);
    const event = await eventOf(response);
    expect(event.meta?.versionId).toBe("1");
    expect(event.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(referenceNumberOf(event)).toBe("SANDBOX-000001");
    expect(event.extension?.at(-1)?.url).toContain("/adverse-event-reference-metadata-5");
    expect(validateAdverseEvent(event)).toEqual([]);
  });

  it("keeps what a client put in the reference metadata, and its number out", async () => {
    const url = `${fullAdverseEvent.extension?.[0]?.url.replace("agent", "reference-metadata")}`;
    const event = await createdEvent({
      ...minimalAdverseEvent,
      extension: [
        {
          url,
          extension: [
            { url: "ReferenceNumber", valueString: "MINE" },
            { url: "DataSharingOptOut", valueBoolean: true },
          ],
        },
      ],
    });
    expect(event.extension).toEqual([
      {
        url,
        extension: [
          { url: "ReferenceNumber", valueString: "SANDBOX-000001" },
          { url: "DataSharingOptOut", valueBoolean: true },
        ],
      },
    ]);
  });

  it("counts two alike as two, so that a double shows", async () => {
    await create();
    await create();
    expect(sandbox.events().map(({ referenceNumber }) => referenceNumber)).toEqual([
      "SANDBOX-000001",
      "SANDBOX-000002",
    ]);
  });

  it("stores an update as a new version under the same id and number, with or without the id in the body", async () => {
    const { id = "" } = await createdEvent();
    const second = await ask(`${events}/${id}`, { method: "PUT", body: fullAdverseEvent });
    expect(second.status).toBe(200);
    const third = await eventOf(await ask(`${events}/${id}`, { method: "PUT", body: { ...minimalAdverseEvent, id } }));
    expect(third.meta?.versionId).toBe("3");
    expect(referenceNumberOf(third)).toBe("SANDBOX-000001");
    expect(sandbox.events()).toHaveLength(1);
    expect(sandbox.events()[0]?.versions.map(({ versionId }) => versionId)).toEqual(["1", "2", "3"]);
  });

  it("refuses an update whose body names another event", async () => {
    const { id = "" } = await createdEvent();
    const response = await ask(`${events}/${id}`, { method: "PUT", body: { ...minimalAdverseEvent, id: "other" } });
    expect(response.status).toBe(400);
    expect(sandbox.events()[0]?.versionId).toBe("1");
  });

  it("deletes with 200, then knows the event as gone", async () => {
    const { id = "" } = await createdEvent();
    expect((await ask(`${events}/${id}`, { method: "DELETE" })).status).toBe(200);
    expect(sandbox.events()[0]?.deleted).toBe(true);
    expect((await ask(`${events}/${id}`, { method: "DELETE" })).status).toBe(410);
    expect((await ask(`${events}/${id}`, { method: "PUT", body: minimalAdverseEvent })).status).toBe(410);
    expect((await ask(`${events}/none`, { method: "DELETE" })).status).toBe(404);
  });

  it("lets nobody read an event", async () => {
    const { id = "" } = await createdEvent();
    expect((await ask(`${events}/${id}`)).status).toBe(404);
    expect((await ask(events)).status).toBe(404);
  });

  it.each(["", "another key"])("lets nobody in with the key %o", async (key) => {
    const response = await create(minimalAdverseEvent, { "Ocp-Apim-Subscription-Key": key });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ statusCode: 401, message: expect.any(String) });
    expect(sandbox.events()).toEqual([]);
  });

  it.each([
    ["text that is not JSON", "{", 400],
    ["null", "null", 400],
    ["another resource", { resourceType: "Patient" }, 400],
    ["a code outside its value set", { ...minimalAdverseEvent, category: "XX" }, 400],
    ["a body over the limit", { ...minimalAdverseEvent, description: "x".repeat(20_000) }, 413],
  ])("refuses %s with an OperationOutcome and stores nothing", async (_, body, status) => {
    const response = await create(body);
    expect(response.status).toBe(status);
    const outcome = await outcomeOf(response);
    expect(outcome.resourceType).toBe("OperationOutcome");
    expect(outcome.issue.length).toBeGreaterThan(0);
    expect(sandbox.events()).toEqual([]);
  });

  it("refuses a body over the limit that does not announce its length", async () => {
    const chunks = Array.from({ length: 30 }, () => new TextEncoder().encode("x".repeat(1_000)));
    const body = new ReadableStream({
      pull: (controller) => {
        const chunk = chunks.shift();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const response = await fetch(`${sandbox.url}${events}`, {
      method: "POST",
      headers: { "Ocp-Apim-Subscription-Key": subscriptionKey, "Content-Type": "application/json" },
      body,
      duplex: "half",
    });
    expect(response.status).toBe(413);
  });

  it("refuses what is not sent as JSON", async () => {
    expect((await create(minimalAdverseEvent, { "Content-Type": "text/plain" })).status).toBe(415);
  });

  it("says which taxonomy versions it takes, and gives those taxonomies", async () => {
    const [four, reference] = ["4", "5"].map(
      (version) => `${lfpse5.canonicalBase}StructureDefinition/patient-safety-adverse-event-${version}`,
    );
    const statement = await (await ask("/adverse-event/fhir/metadata")).json();
    expect(statement).toMatchObject({
      rest: [
        {
          resource: [
            { type: "AdverseEvent", profile: { reference: four } },
            { type: "AdverseEvent", profile: { reference } },
          ],
        },
      ],
    });
    const profile = await ask("/taxonomy/fhir/StructureDefinition/patient-safety-adverse-event-5");
    expect(await profile.json()).toMatchObject({ url: reference });
    const agents = await (await ask("/taxonomy/fhir/CodeSystem/agent-type-5")).json();
    expect(agents).toMatchObject({
      concept: expect.arrayContaining([{ code: "9", display: "IT Systems or Software" }]),
    });
    expect((await ask("/taxonomy/fhir/ValueSet/agent-type-5")).status).toBe(200);
    expect((await ask("/taxonomy/fhir/ValueSet/none")).status).toBe(404);
    expect((await ask("/taxonomy/fhir/constructor/agent-type-5")).status).toBe(404);
  });

  it.each([lfpse4, lfpse5])("gives taxonomy v$version so that core reads it back whole", async (profile) => {
    const ids = {
      StructureDefinition: profile.definitions.map(({ id }) => id),
      ValueSet: Object.keys(profile.codes),
      CodeSystem: Object.keys(profile.codes),
    };
    const addresses = Object.entries(ids).flatMap(([type, list]) => list.map((id) => `/taxonomy/fhir/${type}/${id}`));
    const resources = await Promise.all(addresses.map(async (address) => await (await ask(address)).json()));
    expect(loadTaxonomy(resources)).toEqual({ ok: true, value: profile });
  });

  it("lists what it holds, with versions, and forgets it when asked", async () => {
    await create();
    const listed = await (await ask("/__sandbox/events")).json();
    const { description } = minimalAdverseEvent;
    expect(listed).toMatchObject({ events: [{ versionId: "1", resource: { description }, versions: [{}] }] });
    expect(listed).toEqual({ events: JSON.parse(JSON.stringify(sandbox.events())) });
    await ask("/__sandbox/events", { method: "DELETE" });
    expect(sandbox.events()).toEqual([]);
  });

  it("is healthy, without a key", async () => {
    const response = await fetch(`${sandbox.url}/healthz`);
    expect(await response.json()).toEqual({ status: "ok" });
  });

  it("fails to start on a port that is taken, and says so by EADDRINUSE", async () => {
    await expect(startSandbox({ port: sandbox.port, subscriptionKey })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("starts only with a key", async () => {
    await expect(startSandbox({ port: 0, subscriptionKey: "" })).rejects.toThrow(RangeError);
  });

  it("closes while an answer is still to come, and may be closed twice", async () => {
    const own = await startSandbox({ port: 0, subscriptionKey });
    own.queueFault({ fault: "slow", delayMs: 600_000 });
    const pending = fetch(`${own.url}${events}`, {
      method: "POST",
      headers: { "Ocp-Apim-Subscription-Key": subscriptionKey, "Content-Type": "application/json" },
      body: JSON.stringify(minimalAdverseEvent),
    });
    const failed = expect(pending).rejects.toThrow(TypeError);
    await expect.poll(() => own.events().length).toBe(1);
    await own.close();
    await own.close();
    await failed;
  });
});

describe("faults", () => {
  const queue = async (fault: unknown) => await ask("/__sandbox/faults", { method: "POST", body: fault });

  it("drop-request cuts the connection and stores nothing", async () => {
    await queue({ fault: "drop-request" });
    await expect(create()).rejects.toThrow(TypeError);
    expect(sandbox.events()).toEqual([]);
  });

  it("drop-response stores the event and cuts the connection", async () => {
    await queue({ fault: "drop-response" });
    await expect(create()).rejects.toThrow(TypeError);
    expect(sandbox.events()).toHaveLength(1);
  });

  it("half-body stores the event, begins the answer and breaks off", async () => {
    await queue({ fault: "half-body" });
    const response = await create();
    expect(response.status).toBe(201);
    await expect(response.text()).rejects.toThrow(TypeError);
    expect(sandbox.events()).toHaveLength(1);
  });

  it.each([
    ["401", 0],
    ["403", 0],
    ["408", 0],
    ["429", 0],
    ["500", 0],
    ["502", 0],
    ["503", 0],
    ["504", 1],
  ] as const)("%s answers that status, with %i events stored", async (fault, count) => {
    await queue({ fault });
    const response = await create();
    expect(response.status).toBe(Number(fault));
    expect(await response.json()).toMatchObject({ statusCode: Number(fault) });
    expect(sandbox.events()).toHaveLength(count);
  });

  it("500 stores the event first when told to", async () => {
    await queue({ fault: "500", isStored: true });
    expect((await create()).status).toBe(500);
    expect(sandbox.events()).toHaveLength(1);
  });

  it("429 and 503 carry Retry-After in seconds", async () => {
    await queue({ fault: "429" });
    expect((await create()).headers.get("retry-after")).toBe("1");
    await queue({ fault: "503", retryAfterSeconds: 30 });
    expect((await create()).headers.get("retry-after")).toBe("30");
  });

  it("slow stores the event at once and answers late", async () => {
    await queue({ fault: "slow", delayMs: 60 });
    const startedAtMs = performance.now();
    expect((await create()).status).toBe(201);
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(50);
  });

  it("outcome-at-2xx answers 200 with an OperationOutcome", async () => {
    await queue({ fault: "outcome-at-2xx" });
    const response = await create();
    expect(response.status).toBe(200);
    expect((await outcomeOf(response)).resourceType).toBe("OperationOutcome");
  });

  it("many-issues answers 400 with as many issues as asked, and stores nothing", async () => {
    await queue({ fault: "many-issues", issueCount: 3_000 });
    const response = await create();
    expect(response.status).toBe(400);
    expect((await outcomeOf(response)).issue).toHaveLength(3_000);
    expect(sandbox.events()).toEqual([]);
  });

  it("html-at-2xx answers 200 with a page, and stores nothing", async () => {
    await queue({ fault: "html-at-2xx" });
    const response = await create();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
    expect(sandbox.events()).toEqual([]);
  });

  it.each([
    ["this sandbox by another name of this machine", {}, 302, /^http:\/\/localhost:\d+\/__sandbox\/elsewhere$/],
    ["a place of one's choice", { status: 307, location: "http://127.0.0.1:9/x" }, 307, /^http:\/\/127\.0\.0\.1:9\/x$/],
  ])("redirect leads to %s", async (_, settings, status, location) => {
    await queue({ fault: "redirect", ...settings });
    const response = await fetch(`${sandbox.url}${events}`, { method: "POST", redirect: "manual" });
    expect(response.status).toBe(status);
    expect(response.headers.get("location")).toMatch(location);
  });

  it("large-body answers with ten million bytes of the event and white space", async () => {
    await queue({ fault: "large-body" });
    const response = await create();
    const text = await response.text();
    expect(text).toHaveLength(10_000_000);
    expect(JSON.parse(text)).toMatchObject({ resourceType: "AdverseEvent", id: sandbox.events()[0]?.id });
  });

  it("wrong-content-type answers the event as plain text", async () => {
    await queue({ fault: "wrong-content-type" });
    const response = await create();
    expect([response.status, response.headers.get("content-type")]).toEqual([201, "text/plain; charset=utf-8"]);
    expect(await response.json()).toMatchObject({ id: sandbox.events()[0]?.id });
  });

  it("malformed-json stores the event and answers what is not JSON", async () => {
    await queue({ fault: "malformed-json" });
    const response = await create();
    expect(response.status).toBe(201);
    await expect(response.json()).rejects.toThrow(SyntaxError);
    expect(sandbox.events()).toHaveLength(1);
  });

  it("event-without-id stores the event and keeps its id to itself", async () => {
    await queue({ fault: "event-without-id" });
    const event = await eventOf(await create());
    expect([event.resourceType, event.id, event.meta?.versionId]).toEqual(["AdverseEvent", undefined, "1"]);
    expect(sandbox.events()[0]?.id).toBeTypeOf("string");
  });

  it("reset ends the connection and stores nothing, or stores when told to", async () => {
    await queue({ fault: "reset" });
    await expect(create()).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    expect(sandbox.events()).toEqual([]);
    await queue({ fault: "reset", isStored: true });
    await expect(create()).rejects.toThrow(TypeError);
    expect(sandbox.events()).toHaveLength(1);
  });

  it("black-hole never answers, until the sandbox closes", async () => {
    const own = await startSandbox({ port: 0, subscriptionKey, faults: [{ fault: "black-hole" }] });
    const failed = expect(fetch(`${own.url}${events}`, { method: "POST" })).rejects.toThrow(TypeError);
    await expect.poll(() => own.report().faultsMet).toEqual([{ fault: "black-hole", count: 1 }]);
    await own.close();
    await failed;
  });

  it("slow-body sends the event piece by piece", async () => {
    await queue({ fault: "slow-body", bytesPerSecond: 20_000 });
    expect(await eventOf(await create())).toMatchObject({ id: sandbox.events()[0]?.id });
    await queue({ fault: "slow-body" });
    const reader = (await create()).body?.getReader();
    expect((await reader?.read())?.value).toEqual(new TextEncoder().encode("{"));
    await reader?.cancel();
  });

  it("come in the order they were queued, as often as asked, and then stop", async () => {
    await queue({ fault: "429", times: 2 });
    await queue({ fault: "500" });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await create()).status);
    expect(statuses).toEqual([429, 429, 500, 201]);
  });

  it("come by a header for that one request", async () => {
    expect((await create(minimalAdverseEvent, { "Sandbox-Fault": "503; retryAfterSeconds=2" })).status).toBe(503);
    expect((await create()).status).toBe(201);
  });

  it("leave other routes alone while they wait in the queue", async () => {
    await queue({ fault: "500" });
    expect((await ask("/adverse-event/fhir/metadata")).status).toBe(200);
    expect(await (await ask("/__sandbox/faults")).json()).toEqual({ queued: 1 });
  });

  it("that do not exist are refused, not ignored", async () => {
    expect((await queue({ fault: "418" })).status).toBe(400);
    expect((await ask("/__sandbox/faults", { method: "POST", body: "{" })).status).toBe(400);
    expect((await create(minimalAdverseEvent, { "Sandbox-Fault": "none" })).status).toBe(400);
    expect(sandbox.events()).toEqual([]);
  });
});
