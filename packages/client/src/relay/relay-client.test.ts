import type { DigitalFactorsRecord } from "@digital-factors/core";
import { describe, expect, it } from "vitest";
import { isSubmitError } from "../errors/submit-error.ts";
import { createMemoryStore } from "../outbox/memory-store.ts";
import type { OutboxStore } from "../outbox/outbox-store.ts";
import { createManualClock, settle } from "../retry/manual-clock.fixtures.ts";
import { createRelayClient, type RelayClientOptions } from "./relay-client.ts";

const receivedAt = "2026-03-02T09:20:01.000Z";
const recordOf = (id: string, description = ""): DigitalFactorsRecord => ({
  format: "digital-factors/1",
  id,
  recordedAt: "2026-03-02T09:20:00Z",
  versions: { factors: "1", lfpse: "5" },
  nation: "england",
  reporter: "staff",
  eventType: "incident",
  part: "main",
  systems: [],
  factors: [],
  involvement: [],
  description,
  stillHappening: "unknown",
  othersAffected: "unknown",
  contribution: "suspected",
  harm: { kind: "unknown" },
  circumstances: [],
  yellowCard: { status: "unknown", references: [] },
  context: {},
});

type Answer = (request: Request) => Response | Promise<Response>;

const json = (body: unknown, status: number, headers = {}) => Response.json(body, { status, headers });
const accept: Answer = (request) =>
  json({ id: request.headers.get("idempotency-key"), receivedAt, state: "waiting" }, 202);
const fail: Answer = () => {
  throw new TypeError("Failed to fetch");
};
const refuse =
  (status: number, headers = {}): Answer =>
  () => {
    const issue = { severity: "error", code: "value", diagnostics: "Refused on demand." };
    return json({ resourceType: "OperationOutcome", issue: [issue] }, status, headers);
  };
/** Never answers; ends only when it is aborted, as a request into a black hole does. */
const vanish: Answer = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });

/** A client whose relay gives the answers one after the other, and the last one for ever. */
function setUp(answers: readonly Answer[] = [accept], options: Partial<RelayClientOptions> = {}) {
  const clock = createManualClock();
  const outbox = options.outbox ?? createMemoryStore();
  const requests: {
    readonly id: string;
    readonly body: string;
    readonly token: string | null;
    readonly url: string;
  }[] = [];
  const left = [...answers];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const request = new Request(url, init);
    requests.push({
      id: request.headers.get("idempotency-key") ?? "",
      body: String(init?.body ?? ""),
      token: request.headers.get("authorization"),
      url: request.url,
    });
    const answer = left.length > 1 ? left.shift() : left[0];
    return await (answer ?? accept)(request);
  };
  const client = createRelayClient({
    baseUrl: "http://relay.test",
    outbox,
    fetch,
    clock,
    random: () => 0.5,
    locks: null,
    ...options,
  });
  const ids = () => requests.map(({ id }) => id);
  return { client, clock, outbox, requests, ids };
}

async function caught(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const brokenStore = (): OutboxStore => ({
  ...createMemoryStore(),
  add: async () => {
    throw new DOMException("no room", "QuotaExceededError");
  },
  get: async () => {
    throw new DOMException("no room", "QuotaExceededError");
  },
});

describe("submit", () => {
  it("resolves once the report is stored, before anything is sent", async () => {
    const { client, requests } = setUp();
    const receipt = await client.submit(recordOf("a"));
    expect(requests).toEqual([]);
    expect(receipt).toEqual({ isStored: true, id: "a", storedAt: "2026-03-02T09:20:00.000Z", state: "waiting" });
    await client.stop();
  });

  it("takes the receipt of an id in capitals, which the relay gives in small letters", async () => {
    const small: Answer = () => json({ id: "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10", receivedAt, state: "waiting" }, 202);
    const { client } = setUp([small]);
    await client.submit(recordOf("0B0C1F5E-7D0E-4A52-9C3C-6A1F5A5B8F10"));
    await settle();
    expect((await client.list())[0]?.state).toBe("accepted");
  });

  it("then delivers it, with its id as the idempotency key, and keeps a mark without the content", async () => {
    const { client, requests } = setUp([accept], { token: "t0ken" });
    await client.submit(recordOf("a"), { adverseEvent: { resourceType: "AdverseEvent" } });
    await settle();
    expect(requests).toEqual([
      {
        id: "a",
        url: "http://relay.test/v1/records",
        token: "Bearer t0ken",
        body: JSON.stringify({ record: recordOf("a"), adverseEvent: { resourceType: "AdverseEvent" } }),
      },
    ]);
    expect(await client.list()).toEqual([
      { id: "a", state: "accepted", storedAt: "2026-03-02T09:20:00.000Z", attempts: 1, acceptedAt: receivedAt },
    ]);
    expect(await client.export()).not.toContain("incident");
  });

  it("sends no Authorization header without a token", async () => {
    const { client, requests } = setUp();
    await client.submit(recordOf("a"));
    await settle();
    expect(requests[0]?.token).toBeNull();
  });

  it("gives the same receipt for the same report, and sends it once", async () => {
    const { client, clock, requests } = setUp();
    const first = await client.submit(recordOf("a"));
    clock.jump(5_000);
    const second = await client.submit(recordOf("a"));
    expect(second).toEqual(first);
    await settle();
    expect(requests).toHaveLength(1);
  });

  it("refuses another report under an id that is still on its way, and changes nothing", async () => {
    const { client } = setUp([vanish]);
    await client.submit(recordOf("a", "first"));
    const error = await caught(client.submit(recordOf("a", "second")));
    expect(isSubmitError(error) && error.code).toBe("conflict");
    expect(await client.export()).toContain("first");
    await client.stop();
  });

  it("takes a corrected report of the same id after a rejection", async () => {
    const { client } = setUp([refuse(422), accept]);
    await client.submit(recordOf("a", "first"));
    await settle();
    expect((await client.submit(recordOf("a", "second"))).state).toBe("waiting");
    await settle();
    expect((await client.list())[0]?.state).toBe("accepted");
  });

  it("stores nothing when it was aborted before", async () => {
    const { client } = setUp();
    const error = await caught(client.submit(recordOf("a"), { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ name: "AbortError" });
    expect(await client.list()).toEqual([]);
  });

  it("stores but does not send while stopped", async () => {
    const { client, requests } = setUp();
    await client.stop();
    await client.submit(recordOf("a"));
    await settle();
    expect(requests).toEqual([]);
    client.start();
    await settle();
    expect(requests).toHaveLength(1);
  });
});

describe("submit where the device stores nothing", () => {
  it("sends directly, and says that nothing is kept here", async () => {
    const { client } = setUp([accept], { outbox: brokenStore() });
    expect(await client.submit(recordOf("a"))).toEqual({ isStored: false, id: "a", state: "accepted", receivedAt });
  });

  it("tries again under the same id and with the same body until the deadline, then rejects with both reasons", async () => {
    const { client, clock, requests } = setUp([fail], { outbox: brokenStore(), deadlineMs: 10_000 });
    const submitting = caught(client.submit(recordOf("a")));
    await clock.advance(20_000);
    const error = await submitting;
    if (!isSubmitError(error)) throw new Error("It did not reject with a SubmitError.");
    expect(error.code).toBe("not-sent");
    expect(error.error?.kind).toBe("network");
    expect(error.cause).toMatchObject({ name: "QuotaExceededError" });
    expect(requests.length).toBeGreaterThan(2);
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
    expect(error.message + JSON.stringify(error)).not.toContain("incident");
  });

  it("rejects at once with the issues of a refusal", async () => {
    const { client, requests } = setUp([refuse(422)], { outbox: brokenStore() });
    const error = await caught(client.submit(recordOf("a")));
    expect(error).toMatchObject({ code: "not-sent", error: { kind: "rejected", status: 422, issues: [{}] } });
    expect(requests).toHaveLength(1);
  });

  it("does not wait for ever for a device that never answers", async () => {
    const outbox: OutboxStore = { ...createMemoryStore(), add: () => new Promise(() => {}) };
    const { client, clock } = setUp([accept], { outbox });
    const submitting = client.submit(recordOf("a"));
    await clock.advance(5_000);
    expect((await submitting).isStored).toBe(false);
  });

  it("is watched for its reference number like any other", async () => {
    const lfpse = { id: "1", referenceNumber: "SANDBOX-000001" };
    const answer: Answer = () => json({ id: "a", state: "accepted", receivedAt, attempts: 1, lfpse, issues: [] }, 200);
    const { client } = setUp([answer], { outbox: brokenStore() });
    expect((await client.watchDelivery("a", () => {}))?.lfpse?.referenceNumber).toBe("SANDBOX-000001");
  });
});

describe("delivery", () => {
  it.each<[string, Answer]>([
    [
      "a sign-in page at 200",
      () => new Response("<title>Sign in</title>", { headers: { "content-type": "text/html" } }),
    ],
    ["JSON at 200", (request) => json({ id: request.headers.get("idempotency-key"), receivedAt }, 200)],
    ["a page at 202", () => new Response("ok", { status: 202, headers: { "content-type": "text/html" } })],
    ["202 for another id", () => json({ id: "b", receivedAt, state: "waiting" }, 202)],
    ["202 without the instant", (request) => json({ id: request.headers.get("idempotency-key") }, 202)],
    [
      "202 with half a body",
      () => new Response('{"id":"a","rec', { status: 202, headers: { "content-type": "application/json" } }),
    ],
    [
      "202 that says it is a page",
      (request) =>
        new Response(JSON.stringify({ id: request.headers.get("idempotency-key"), receivedAt }), {
          status: 202,
          headers: { "content-type": "text/html" },
        }),
    ],
    ["a page at 400", () => new Response("<p>Bad", { status: 400, headers: { "content-type": "text/html" } })],
    ["a page at 404", () => new Response("<p>Not found", { status: 404, headers: { "content-type": "text/html" } })],
  ])("does not take %s for the relay's word: it waits and tries again", async (_, answer) => {
    const { client, clock } = setUp([answer, accept]);
    await client.submit(recordOf("a"));
    await settle();
    expect((await client.list())[0]).toMatchObject({ state: "waiting", error: { kind: "network" } });
    await clock.advance(500);
    expect((await client.list())[0]?.state).toBe("accepted");
  });

  it.each<[number, string]>([
    [400, "rejected"],
    [409, "conflict"],
    [413, "rejected"],
    [415, "rejected"],
    [422, "rejected"],
  ])("ends at %i as rejected, kind %s, with the issues, kept, and goes on with the next", async (status, kind) => {
    const { client, clock } = setUp([refuse(status), accept]);
    await client.submit(recordOf("a"));
    await client.submit(recordOf("b"));
    await clock.advance(60_000);
    const [first, second] = await client.list();
    expect(first).toMatchObject({ state: "rejected", attempts: 1, error: { kind, status } });
    expect(first?.error).toMatchObject({ issues: [{ message: "Refused on demand." }] });
    expect(second?.state).toBe("accepted");
    expect(await client.export()).toContain('"incident"');
  });

  it("takes a proxy's 413 for a refusal, though it is not the relay's", async () => {
    const { client } = setUp([() => new Response("<p>Too large", { status: 413 })]);
    await client.submit(recordOf("a"));
    await settle();
    expect((await client.list())[0]).toMatchObject({ state: "rejected", error: { kind: "rejected", status: 413 } });
  });

  it.each([401, 403])("waits at %i with the error in sight, and takes a repaired token", async (status) => {
    let token = "old";
    const answer: Answer = (request) =>
      request.headers.get("authorization") === "Bearer new" ? accept(request) : refuse(status)(request);
    const { client, clock } = setUp([answer], { token: () => token });
    await client.submit(recordOf("a"));
    await settle();
    expect((await client.list())[0]).toMatchObject({ state: "waiting", error: { kind: "auth", status } });
    token = "new";
    await clock.advance(500);
    expect((await client.list())[0]?.state).toBe("accepted");
    expect(JSON.stringify(await client.list())).not.toContain("new");
  });

  it("waits when the token cannot be had, and sends nothing without it", async () => {
    const { client, requests } = setUp([accept], {
      token: async () => {
        throw new Error("signed out");
      },
    });
    await client.submit(recordOf("a"));
    await settle();
    expect(requests).toEqual([]);
    expect((await client.list())[0]).toMatchObject({ state: "waiting", error: { kind: "network", reason: "token" } });
    await client.stop();
  });

  it("waits longer after each failure, with the same id and the same bytes", async () => {
    const { client, clock, requests } = setUp([fail]);
    await client.submit(recordOf("a", "naïve 👩‍⚕️"));
    await settle();
    const waits: (number | undefined)[] = [];
    for (let count = 0; count < 7; count += 1) {
      waits.push(clock.nextTimerMs());
      await clock.advance(clock.nextTimerMs() ?? 0);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(requests).toHaveLength(8);
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
    expect(new Set(requests.map(({ id }) => id))).toEqual(new Set(["a"]));
    await client.stop();
  });

  it.each([429, 503])("waits as long as Retry-After of %i asks, whatever sign the browser gives", async (status) => {
    const { client, clock, requests } = setUp([refuse(status, { "retry-after": "60" }), accept]);
    await client.submit(recordOf("a"));
    await settle();
    await client.retry("a");
    await clock.advance(59_999);
    expect(requests).toHaveLength(1);
    await clock.advance(501);
    expect(requests).toHaveLength(2);
  });

  it("gives up on an answer that does not come in time, and sends again", async () => {
    const { client, clock } = setUp([vanish, accept], { timeoutMs: 3_000 });
    await client.submit(recordOf("a"));
    await clock.advance(3_000);
    expect((await client.list())[0]).toMatchObject({ state: "waiting", error: { kind: "timeout", timeoutMs: 3_000 } });
    await clock.advance(500);
    expect((await client.list())[0]).toMatchObject({ state: "accepted", attempts: 2 });
  });

  it("keeps the order over an outage", async () => {
    const { client, clock, ids } = setUp([fail, fail, accept]);
    for (const id of ["a", "b", "c"]) await client.submit(recordOf(id));
    await clock.advance(60_000);
    expect(ids()).toEqual(["a", "a", "a", "b", "c"]);
  });

  it("does not let one report that the relay fails on hold up the others", async () => {
    const answer: Answer = (request) =>
      request.headers.get("idempotency-key") === "a" ? refuse(500)(request) : accept(request);
    const { client, clock } = setUp([answer]);
    for (const id of ["a", "b", "c"]) await client.submit(recordOf(id));
    await clock.advance(60_000);
    expect((await client.list()).map(({ state }) => state)).toEqual(["waiting", "accepted", "accepted"]);
    await client.stop();
  });

  it("does not let one report that something on the way blocks hold up the others for long", async () => {
    const answer: Answer = (request) =>
      request.headers.get("idempotency-key") === "a" ? new Response("<p>Blocked", { status: 403 }) : accept(request);
    const { client, clock } = setUp([answer]);
    for (const id of ["a", "b", "c"]) await client.submit(recordOf(id));
    await clock.advance(60_000);
    expect((await client.list()).map(({ state }) => state)).toEqual(["waiting", "accepted", "accepted"]);
    await client.stop();
  });

  it("calls a report expired only after the age the host set, and keeps it for a person", async () => {
    const { client, clock } = setUp([fail, fail, fail, accept], { maxAgeMs: 1_000 });
    await client.submit(recordOf("a"));
    await clock.advance(10_000);
    expect((await client.list())[0]?.state).toBe("expired");
    expect(await client.export()).toContain('"incident"');
  });

  it("tries for ever where the host set no age", async () => {
    const { client, clock } = setUp([fail]);
    await client.submit(recordOf("a"));
    clock.jump(10 * 365 * 86_400_000);
    await clock.advance(60_000);
    expect((await client.list())[0]?.state).toBe("waiting");
    await client.stop();
  });

  it.each([
    ["back", -10],
    ["forth", 10],
  ])("goes on when the device's clock is turned %s by ten years in the middle of a pause", async (_, years) => {
    const { client, clock, requests } = setUp([fail, fail, accept]);
    await client.submit(recordOf("a"));
    await settle();
    clock.jump(years * 365 * 86_400_000);
    await clock.advance(60_000);
    expect(requests).toHaveLength(3);
    expect((await client.list())[0]?.state).toBe("accepted");
  });

  it("sends again what was on its way when it was stopped", async () => {
    const { client, requests } = setUp([vanish, accept]);
    await client.submit(recordOf("a"));
    await settle();
    await client.stop();
    expect((await client.list())[0]).toMatchObject({ state: "waiting", attempts: 1 });
    client.start();
    await settle();
    expect((await client.list())[0]?.state).toBe("accepted");
    expect(requests).toHaveLength(2);
  });

  it("goes on when it is started again before it has come to a stop", async () => {
    const { client, requests } = setUp([vanish, accept]);
    await client.submit(recordOf("a"));
    await settle();
    const stopping = client.stop();
    client.start();
    await stopping;
    await settle();
    expect(requests).toHaveLength(2);
    expect((await client.list())[0]?.state).toBe("accepted");
  });

  it("sends again what another page left on its way", async () => {
    const outbox = createMemoryStore();
    const first = setUp([vanish], { outbox });
    await first.client.submit(recordOf("a"));
    await settle();
    const second = setUp([accept], { outbox });
    second.client.start();
    await settle();
    expect(second.requests).toEqual([]);
    await second.clock.advance(45_000);
    expect((await second.client.list())[0]?.state).toBe("accepted");
    await first.client.stop();
    expect((await second.client.list())[0]?.state).toBe("accepted");
  });

  it("goes on after the store has failed for a while", async () => {
    const memory = createMemoryStore();
    let isBroken = false;
    const outbox: OutboxStore = {
      ...memory,
      list: async () => {
        if (isBroken) throw new Error("The disk is away.");
        return await memory.list();
      },
    };
    const { client, clock } = setUp([accept], { outbox });
    isBroken = true;
    await client.submit(recordOf("a"));
    await clock.advance(10_000);
    isBroken = false;
    await clock.advance(30_000);
    expect((await client.list())[0]?.state).toBe("accepted");
  });

  it("remembers only the newest accepted reports", async () => {
    const { client } = setUp([accept], { keptAccepted: 2 });
    for (const id of ["a", "b", "c"]) await client.submit(recordOf(id));
    await settle();
    expect((await client.list()).map(({ id }) => id)).toEqual(["b", "c"]);
  });
});

describe("what a person can do", () => {
  it("retry sends a rejected report again", async () => {
    const { client } = setUp([refuse(422), accept]);
    await client.submit(recordOf("a"));
    await settle();
    expect(await client.retry("a")).toBe(true);
    await settle();
    expect((await client.list())[0]?.state).toBe("accepted");
    expect(await client.retry("a")).toBe(false);
    expect(await client.retry("none")).toBe(false);
  });

  it("retry does not wait for the back-off", async () => {
    const { client, requests } = setUp([fail, accept]);
    await client.submit(recordOf("a"));
    await settle();
    await client.retry("a");
    await settle();
    expect(requests).toHaveLength(2);
  });

  it("discard removes a report in any state, and only then does it go", async () => {
    const { client, clock } = setUp([refuse(422), fail]);
    await client.submit(recordOf("a"));
    await client.submit(recordOf("b"));
    await clock.advance(1_000);
    expect(await client.discard("a")).toBe(true);
    expect(await client.discard("b")).toBe(true);
    expect(await client.discard("b")).toBe(false);
    expect(await client.list()).toEqual([]);
    await client.stop();
  });

  it("export gives the whole outbox as JSON, the content as it would be sent", async () => {
    const { client } = setUp([fail]);
    await client.submit(recordOf("a", "words"));
    await settle();
    expect(JSON.parse(await client.export())).toMatchObject({
      format: "digital-factors-outbox/1",
      exportedAt: "2026-03-02T09:20:00.000Z",
      entries: [{ id: "a", state: "waiting", request: { record: { description: "words" } } }],
    });
    await client.stop();
  });

  it("subscribe tells the list now and after each change, without contents, until left", async () => {
    const { client } = setUp();
    const seen: string[] = [];
    const leave = client.subscribe((items) => {
      expect(items.every((item) => !("body" in item))).toBe(true);
      seen.push(items.map(({ state }) => state).join());
    });
    await settle();
    await client.submit(recordOf("a"));
    await settle();
    expect(seen[0]).toBe("");
    expect(seen.at(-1)).toBe("accepted");
    leave();
    await client.discard("a");
    await settle();
    expect(seen.at(-1)).toBe("accepted");
  });
});

describe("watchDelivery", () => {
  const stateOf =
    (state: string, extra = {}): Answer =>
    () =>
      json({ id: "a", state, receivedAt, attempts: 1, issues: [], ...extra }, 200);
  const lfpse = { id: "1", versionId: "1", referenceNumber: "SANDBOX-000001" };

  it("waits for the outbox, asks ever less often, tells each change once, and gives the reference number", async () => {
    const answers = [fail, accept, stateOf("waiting"), fail, stateOf("waiting"), stateOf("accepted", { lfpse })];
    const { client, clock, requests } = setUp(answers);
    const told: string[] = [];
    await client.submit(recordOf("a"));
    const watching = client.watchDelivery("a", ({ state }) => told.push(state));
    await clock.advance(30_000);
    expect((await watching)?.lfpse?.referenceNumber).toBe("SANDBOX-000001");
    expect(told).toEqual(["waiting", "accepted"]);
    expect(requests).toHaveLength(6);
  });

  it.each(["rejected", "unknown"])("ends at %s", async (state) => {
    const { client } = setUp([stateOf(state)]);
    expect((await client.watchDelivery("a", () => {}))?.state).toBe(state);
  });

  it("ends, without an answer, where the relay does not know the report", async () => {
    const { client } = setUp([refuse(404)]);
    expect(await client.watchDelivery("a", () => {})).toBeUndefined();
  });

  it("ends when it is aborted, whatever it waits for", async () => {
    const { client, clock } = setUp([fail]);
    const stopping = new AbortController();
    await client.submit(recordOf("a"));
    const inOutbox = client.watchDelivery("a", () => {}, { signal: stopping.signal });
    const atRelay = client.watchDelivery("none", () => {}, { signal: stopping.signal });
    await clock.advance(5_000);
    stopping.abort();
    expect(await Promise.all([inOutbox, atRelay])).toEqual([undefined, undefined]);
    await client.stop();
  });
});

describe("delivery of one report, asked for", () => {
  it.each<[string, Answer, string]>([
    ["an unknown report", refuse(404), "rejected"],
    ["a page", () => new Response("<p>", { headers: { "content-type": "text/html" } }), "network"],
    [
      "a state that does not exist",
      () => json({ id: "a", state: "lost", receivedAt, attempts: 1, issues: [] }, 200),
      "network",
    ],
    [
      "another report's state",
      () => json({ id: "b", state: "waiting", receivedAt, attempts: 1, issues: [] }, 200),
      "network",
    ],
    ["a missing token", refuse(401), "auth"],
    ["a dead network", fail, "network"],
  ])("tells %s by its kind", async (_, answer, kind) => {
    const { client, requests } = setUp([answer]);
    expect(await client.delivery("a/b")).toMatchObject({ ok: false, error: { kind } });
    expect(requests[0]?.url).toBe("http://relay.test/v1/records/a%2Fb");
  });
});
