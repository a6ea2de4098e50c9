import { type LfpseProfile, lfpse5 } from "@digital-factors/core";
import { compareTaxonomies, lfpse4, loadTaxonomy } from "@digital-factors/core/taxonomies";
import {
  type Fault,
  fullAdverseEvent,
  minimalAdverseEvent,
  type Sandbox,
  startSandbox,
} from "@digital-factors/sandbox";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Clock } from "../retry/clock.ts";
import { createManualClock } from "../retry/manual-clock.fixtures.ts";
import { createLfpseClient } from "./lfpse-client.ts";
import type { LfpseClientOptions } from "./lfpse-client-options.ts";

const subscriptionKey = "example-key-of-a-test";
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, subscriptionKey });
});
afterAll(async () => {
  await sandbox.close();
});
beforeEach(() => {
  sandbox.reset();
});

/** A clock whose waits are over at once and are written down; the limit of a try never comes. */
function instantClock(limitMs: number): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  let nowMs = 0;
  return {
    waits,
    now: () => nowMs,
    after: (delayMs, run) => {
      if (delayMs === limitMs) return () => {};
      waits.push(delayMs);
      nowMs += delayMs;
      const timer = setTimeout(run);
      return () => clearTimeout(timer);
    },
  };
}

function clientWith(options: Partial<LfpseClientOptions> = {}) {
  return createLfpseClient({
    baseUrl: `${sandbox.url}/adverse-event/fhir`,
    subscriptionKey,
    version: "5",
    maxAttempts: 1,
    ...options,
  });
}

const byId = (definitions: LfpseProfile["definitions"]) =>
  definitions.toSorted((one, other) => (one.id < other.id ? -1 : 1));

async function createUnder(fault: Fault, options: Partial<LfpseClientOptions> = {}) {
  sandbox.queueFault(fault);
  return await clientWith(options).create(fullAdverseEvent);
}

describe("createLfpseClient", () => {
  it("gives the id, the version and the national reference number of a created event", async () => {
    const outcome = await clientWith().create(minimalAdverseEvent);
    const stored = sandbox.events()[0];
    expect(outcome).toMatchObject({
      ok: true,
      value: { id: stored?.id, versionId: "1", referenceNumber: "SANDBOX-000001", issues: [] },
    });
  });

  it("keeps id and reference number over an update, under a new version", async () => {
    const client = clientWith();
    const created = await client.create(minimalAdverseEvent);
    if (!created.ok) throw new Error("The create failed.");
    const updated = await client.update(created.value.id, fullAdverseEvent);
    expect(updated).toMatchObject({
      ok: true,
      value: { id: created.value.id, versionId: "2", referenceNumber: created.value.referenceNumber },
    });
  });

  it("deletes an event, and counts one that is already gone as deleted", async () => {
    const client = clientWith();
    const created = await client.create(minimalAdverseEvent);
    if (!created.ok) throw new Error("The create failed.");
    expect(await client.delete(created.value.id)).toEqual({ ok: true, value: undefined });
    expect(await client.delete(created.value.id)).toEqual({ ok: true, value: undefined });
    expect(sandbox.events()[0]?.deleted).toBe(true);
  });

  it("tells which taxonomy versions the service takes", async () => {
    expect(await clientWith().capabilities()).toMatchObject({ ok: true, value: { versions: ["4", "5"] } });
  });

  it("gives the issues of a refusal, each with its question", async () => {
    const outcome = await clientWith().create({
      ...minimalAdverseEvent,
      extension: [
        {
          url: fullAdverseEvent.extension?.[0]?.url ?? "",
          extension: [{ url: "InvolvedAgents", valueCode: "999" }],
        },
      ],
    });
    expect(outcome).toMatchObject({ ok: false, error: { kind: "rejected", status: 400, isSafeToRetry: false } });
    if (outcome.ok || outcome.error.kind !== "rejected") throw new Error("It was not rejected.");
    expect(outcome.error.issues).toContainEqual(
      expect.objectContaining({
        linkId: "part",
        expression: "AdverseEvent.extension[0].extension[0].valueCode",
      }),
    );
  });

  it("gives the payload back as it was sent, for the next update to start from", async () => {
    const bodies: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (url, init) => {
      bodies.push(init?.body);
      return await globalThis.fetch(url, init);
    };
    const client = clientWith({ fetch });
    const created = await client.create(minimalAdverseEvent);
    if (!created.ok) throw new Error("The create failed.");
    const updated = await client.update(created.value.id, fullAdverseEvent);
    if (!updated.ok) throw new Error("The update failed.");
    expect([created.value.payload, updated.value.payload]).toEqual(bodies);
    expect(JSON.parse(updated.value.payload)).toEqual(fullAdverseEvent);
    expect(JSON.parse(JSON.stringify(created.value))).toEqual(created.value);
  });

  it.each([
    ["another version", { version: "4" }, "profile"],
    ["another host", { canonicalBase: "https://example.org/taxonomy/fhir/" }, "profile-host"],
    ["version 6 without a profile", { version: "6" }, "profile-needed"],
  ] as const)("refuses an event of %s before it is sent", async (_, options, rule) => {
    const fetch = () => Promise.reject(new Error("It was sent."));
    const outcome = await clientWith({ ...options, fetch }).create(minimalAdverseEvent);
    expect(outcome).toMatchObject({ ok: false, error: { kind: "rejected", isSafeToRetry: false, issues: [{ rule }] } });
  });

  it("sends an event of version 6 once it knows the profile's base, with or without a slash at its end", async () => {
    const profile = "https://example.org/taxonomy/fhir/StructureDefinition/patient-safety-adverse-event-6";
    const event = { ...minimalAdverseEvent, meta: { profile: [profile] } };
    const fetch = async () => Response.json({ resourceType: "AdverseEvent", id: "six" }, { status: 201 });
    for (const canonicalBase of ["https://example.org/taxonomy/fhir", "https://example.org/taxonomy/fhir/"]) {
      const outcome = await clientWith({ version: "6", canonicalBase, fetch }).create(event);
      expect(outcome).toMatchObject({ ok: true, value: { id: "six" } });
    }
  });

  it("refuses what cannot be written as JSON", async () => {
    const circle: Record<string, unknown> = {};
    circle.circle = circle;
    const event = { ...minimalAdverseEvent, circle };
    expect(await clientWith().create(event)).toMatchObject({ ok: false, error: { kind: "rejected" } });
  });

  it.each(["4", "5"] as const)("fetches taxonomy %s whole, as core reads it", async (version) => {
    const outcome = await clientWith().taxonomy(version);
    if (!outcome.ok) throw new Error(outcome.error.message);
    const loaded = loadTaxonomy(outcome.value);
    expect(loaded).toMatchObject({ ok: true, value: { version, canonicalBase: lfpse5.canonicalBase } });
    const profile = version === "5" ? lfpse5 : lfpse4;
    if (!loaded.ok) throw new Error("It was not loaded.");
    expect(compareTaxonomies(profile, loaded.value)).toEqual([]);
    expect(loaded.value.codes).toEqual(profile.codes);
    expect(byId(loaded.value.definitions)).toEqual(byId(profile.definitions));
  });

  it("sends the key to the taxonomy API alone, wherever a definition says it is published", async () => {
    const hosts = new Set<string>();
    const fetch: typeof globalThis.fetch = async (url, init) => {
      hosts.add(new URL(String(url)).origin);
      return await globalThis.fetch(url, init);
    };
    await clientWith({ fetch }).taxonomy();
    expect([...hosts]).toEqual([sandbox.url]);
  });

  it("tells a taxonomy that is not there, and one that is something else", async () => {
    const missing = await clientWith().taxonomy("6");
    expect(missing).toMatchObject({ ok: false, error: { kind: "rejected", status: 404 } });
    const fetch = async () => new Response("<html>Sign in</html>");
    expect(await clientWith({ fetch }).taxonomy()).toMatchObject({ ok: false, error: { reason: "not-fhir" } });
  });

  it.each(["401", "403"] as const)("tells %s as auth", async (fault) => {
    expect(await createUnder({ fault })).toMatchObject({
      ok: false,
      error: { kind: "auth", status: Number(fault), isSafeToRetry: true },
    });
  });

  it.each(["drop-response", "half-body", "504", "outcome-at-2xx", "malformed-json", "event-without-id"] as const)(
    "calls %s of a create an unknown outcome and never sends it again",
    async (fault) => {
      const outcome = await createUnder({ fault }, { maxAttempts: 5 });
      expect(outcome).toMatchObject({ ok: false, error: { kind: "unknown-outcome", isSafeToRetry: false } });
      expect(sandbox.events()).toHaveLength(1);
    },
  );

  it.each([
    ["html-at-2xx", "not-an-event"],
    ["event-without-id", "event-without-id"],
    ["outcome-at-2xx", "operation-outcome"],
    ["large-body", "answer-too-large"],
  ] as const)("says why the outcome of %s is unknown", async (fault, reason) => {
    expect(await createUnder({ fault })).toMatchObject({ ok: false, error: { kind: "unknown-outcome", reason } });
  });

  it("keeps the id that arrived under a wrong content type", async () => {
    expect(await createUnder({ fault: "wrong-content-type" })).toMatchObject({
      ok: true,
      value: { id: sandbox.events()[0]?.id },
    });
  });

  it("reads an answer up to the limit that is set, and no further", async () => {
    const client = clientWith({ maxAnswerBytes: 20 });
    expect(await client.capabilities()).toMatchObject({
      ok: false,
      error: { kind: "network", reason: "answer-too-large" },
    });
  });

  it("lets an update be sent again after an answer that is not the event", async () => {
    const client = clientWith();
    const created = await client.create(minimalAdverseEvent);
    if (!created.ok) throw new Error("The create failed.");
    sandbox.queueFault({ fault: "outcome-at-2xx" });
    const updated = await client.update(created.value.id, minimalAdverseEvent);
    expect(updated).toMatchObject({
      ok: false,
      error: { kind: "unknown-outcome", reason: "operation-outcome", isSafeToRetry: true },
    });
  });

  it("stops asking a service that fails, tries one request after the wait, and closes once it works", async () => {
    const clock = createManualClock();
    const client = clientWith({ clock, circuitBreaker: { failuresToOpen: 2, openMs: 10_000 } });
    sandbox.queueFault({ fault: "503", times: 3 });
    await client.create(minimalAdverseEvent);
    expect(client.circuit()).toEqual({ state: "closed", failures: 1 });
    await client.create(minimalAdverseEvent);
    expect(client.circuit()).toEqual({ state: "open", retryAfterMs: 10_000 });
    expect(await client.create(minimalAdverseEvent)).toMatchObject({
      ok: false,
      error: { kind: "network", reason: "circuit-open", retryAfterMs: 10_000, isSafeToRetry: true },
    });
    await clock.advance(10_000);
    expect(client.circuit()).toEqual({ state: "half-open" });
    expect(await client.create(minimalAdverseEvent)).toMatchObject({ error: { status: 503 } });
    expect(client.circuit()).toEqual({ state: "open", retryAfterMs: 10_000 });
    await clock.advance(10_000);
    expect((await client.create(minimalAdverseEvent)).ok).toBe(true);
    expect(client.circuit()).toEqual({ state: "closed", failures: 0 });
    expect(sandbox.events()).toHaveLength(1);
  });

  it("takes a refusal as a service that works, and never opens where the breaker is off", async () => {
    const refused = clientWith({ circuitBreaker: { failuresToOpen: 1 } });
    await createUnder({ fault: "many-issues" });
    sandbox.queueFault({ fault: "401" });
    await refused.create(minimalAdverseEvent);
    expect(refused.circuit()).toEqual({ state: "closed", failures: 0 });
    const off = clientWith({ circuitBreaker: false });
    sandbox.queueFault({ fault: "500", times: 9 });
    for (let turn = 0; turn < 9; turn += 1) await off.create(minimalAdverseEvent);
    expect(off.circuit()).toEqual({ state: "closed", failures: 0 });
  });

  it("calls a create that was cut before it was carried out an unknown outcome too, because it cannot know", async () => {
    const outcome = await createUnder({ fault: "drop-request" }, { maxAttempts: 5 });
    expect(outcome).toMatchObject({ ok: false, error: { kind: "unknown-outcome" } });
    expect(sandbox.events()).toEqual([]);
  });

  it("gives the remarks of an OperationOutcome at 2xx", async () => {
    const outcome = await createUnder({ fault: "outcome-at-2xx" });
    if (outcome.ok || outcome.error.kind !== "unknown-outcome") throw new Error("The outcome was known.");
    expect(outcome.error.issues).toHaveLength(1);
    expect(outcome.error.issues[0]?.severity).toBe("warning");
  });

  it("calls a create without an answer in time an unknown outcome", async () => {
    const outcome = await createUnder({ fault: "slow", delayMs: 60_000 }, { timeoutMs: 200, maxAttempts: 5 });
    expect(outcome).toMatchObject({ ok: false, error: { kind: "unknown-outcome", reason: "timed-out" } });
    expect(sandbox.events()).toHaveLength(1);
  });

  it("calls a create that was aborted on its way an unknown outcome, and one aborted before aborted", async () => {
    const stopping = new AbortController();
    sandbox.queueFault({ fault: "slow", delayMs: 60_000 });
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const sent = globalThis.fetch(url, init);
      stopping.abort();
      return await sent;
    };
    const client = clientWith({ fetch });
    const first = await client.create(minimalAdverseEvent, { signal: stopping.signal });
    expect(first).toMatchObject({ ok: false, error: { kind: "unknown-outcome", reason: "aborted" } });
    const second = await client.create(minimalAdverseEvent, { signal: stopping.signal });
    expect(second).toMatchObject({ ok: false, error: { kind: "aborted", isSafeToRetry: true } });
  });

  it("tries an update again after a lost answer, because its id makes that safe", async () => {
    const clock = instantClock(40_000);
    const client = clientWith({ maxAttempts: 2, clock, random: () => 0.5 });
    const created = await client.create(minimalAdverseEvent);
    if (!created.ok) throw new Error("The create failed.");
    sandbox.queueFault({ fault: "drop-response" });
    const updated = await client.update(created.value.id, minimalAdverseEvent);
    expect(updated).toMatchObject({ ok: true, value: { versionId: "3" } });
    expect(clock.waits).toEqual([500]);
  });

  it("tries a delete again after a failure of the service", async () => {
    const client = clientWith({ maxAttempts: 2, clock: instantClock(40_000) });
    const created = await client.create(minimalAdverseEvent);
    if (!created.ok) throw new Error("The create failed.");
    sandbox.queueFault({ fault: "500" });
    expect((await client.delete(created.value.id)).ok).toBe(true);
  });

  it("does not take a sign-in page at 200 for the answer to a delete", async () => {
    const client = clientWith({ maxAttempts: 1 });
    const created = await client.create(minimalAdverseEvent);
    if (!created.ok) throw new Error("The create failed.");
    sandbox.queueFault({ fault: "html-at-2xx" });
    expect(await client.delete(created.value.id)).toMatchObject({
      ok: false,
      error: { kind: "network", reason: "not-fhir", isSafeToRetry: true },
    });
    expect(sandbox.events()[0]?.deleted).not.toBe(true);
  });

  it("waits as long as Retry-After asks, and then sends", async () => {
    const clock = instantClock(40_000);
    const fault: Fault = { fault: "429", retryAfterSeconds: 7 };
    const outcome = await createUnder(fault, { maxAttempts: 2, clock, random: () => 0 });
    expect(outcome.ok).toBe(true);
    expect(clock.waits).toEqual([7_000]);
    expect(sandbox.events()).toHaveLength(1);
  });

  it("reports Retry-After and does not wait where the deadline would pass", async () => {
    const clock = instantClock(40_000);
    const fault: Fault = { fault: "503", retryAfterSeconds: 600 };
    const outcome = await createUnder(fault, { maxAttempts: 9, clock });
    expect(outcome).toMatchObject({ ok: false, error: { kind: "server", status: 503, retryAfterMs: 600_000 } });
    expect(clock.waits).toEqual([]);
  });

  it("tries a refused connection again, and tells it as network, safe to retry", async () => {
    const closed = await startSandbox({ port: 0, subscriptionKey });
    await closed.close();
    const clock = instantClock(40_000);
    const client = clientWith({ baseUrl: `${closed.url}/adverse-event/fhir`, maxAttempts: 3, clock, random: () => 1 });
    expect(await client.create(minimalAdverseEvent)).toMatchObject({
      ok: false,
      error: { kind: "network", reason: "ECONNREFUSED", isSafeToRetry: true },
    });
    expect(clock.waits).toEqual([1_000, 2_000]);
  });

  it("keeps the id of an answer whose extensions are not as they should be", async () => {
    const body = { resourceType: "AdverseEvent", id: "kept", extension: [null, { url: 1 }] };
    const fetch: typeof globalThis.fetch = async () => Response.json(body, { status: 201 });
    expect(await clientWith({ fetch }).create(minimalAdverseEvent)).toMatchObject({ ok: true, value: { id: "kept" } });
  });

  it.each([
    ["a control character", "event\u0000-1"],
    ["a line break", "event-1\n"],
    ["half a surrogate pair", "event-\ud800"],
  ])("takes an id with %s for none, and leaves out such a version or reference number", async (_, text) => {
    const answering = (id: string) => {
      const referenceNumber = { url: "ReferenceNumber", valueString: text };
      const url = `${lfpse5.canonicalBase}StructureDefinition/adverse-event-reference-metadata-5`;
      const extension = [{ url, extension: [referenceNumber] }];
      const body = { resourceType: "AdverseEvent", id, meta: { versionId: text }, extension };
      return clientWith({ fetch: async () => Response.json(body, { status: 201 }) });
    };
    expect(await answering(text).create(minimalAdverseEvent)).toMatchObject({
      ok: false,
      error: { kind: "unknown-outcome", reason: "event-without-id", isSafeToRetry: false },
    });
    const kept = await answering("event-1").create(minimalAdverseEvent);
    if (!kept.ok) throw new Error("The id was lost.");
    expect(Object.keys(kept.value).sort()).toEqual(["id", "issues", "payload", "resource"]);
  });

  it.each([300, 301, 302, 303, 304])(
    "sends a create once that is answered with %i, since it may be stored",
    async (status) => {
      let requests = 0;
      const fetch: typeof globalThis.fetch = async () => {
        requests += 1;
        return new Response(null, { status, headers: { Location: "/AdverseEvent/event-1" } });
      };
      expect(await clientWith({ fetch, maxAttempts: 5 }).create(minimalAdverseEvent)).toMatchObject({
        ok: false,
        error: { kind: "unknown-outcome", reason: "redirect", status, isSafeToRetry: false },
      });
      expect(requests).toBe(1);
      expect(await clientWith({ fetch }).update("event-1", minimalAdverseEvent)).toMatchObject({
        ok: false,
        error: { kind: "network", reason: "redirect", isSafeToRetry: true },
      });
    },
  );

  it.each([307, 308])("lets a create be sent again after %i, which says that nothing was done", async (status) => {
    const fetch: typeof globalThis.fetch = async () => new Response(null, { status, headers: { Location: "/" } });
    expect(await clientWith({ fetch }).create(minimalAdverseEvent)).toMatchObject({
      ok: false,
      error: { kind: "network", reason: "redirect", isSafeToRetry: true },
    });
  });

  it.each(["error", "fatal"])(
    "does not take an answer of severity %s at 200 for a delete that was done",
    async (severity) => {
      const issue = [{ severity: "information" }, { severity, code: "processing", diagnostics: "Not deleted." }];
      const fetch = async () => Response.json({ resourceType: "OperationOutcome", issue });
      const outcome = await clientWith({ fetch }).delete("event-1");
      expect(outcome).toMatchObject({
        ok: false,
        error: { kind: "unknown-outcome", reason: "operation-outcome", status: 200, isSafeToRetry: true },
      });
      if (outcome.ok || outcome.error.kind !== "unknown-outcome") throw new Error("It was taken for done.");
      expect(outcome.error.issues[1]?.message).toBe("Not deleted.");
    },
  );

  it.each(["warning", "information"])("takes a remark of severity %s for the answer to a delete", async (severity) => {
    const fetch = async () => Response.json({ resourceType: "OperationOutcome", issue: [{ severity }] });
    expect(await clientWith({ fetch }).delete("event-1")).toEqual({ ok: true, value: undefined });
  });

  it("puts neither the key nor the event into an error", async () => {
    const faults: readonly Fault[] = [
      { fault: "401" },
      { fault: "429" },
      { fault: "500" },
      { fault: "drop-response" },
      { fault: "half-body" },
      { fault: "outcome-at-2xx" },
    ];
    for (const fault of faults) {
      const text = JSON.stringify(await createUnder(fault));
      expect(text).not.toContain(subscriptionKey);
      expect(text).not.toContain("prescribing");
    }
  });

  it("opens a connection of its own for each request", async () => {
    const connections: (string | null)[] = [];
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const response = await globalThis.fetch(url, init);
      connections.push(response.headers.get("connection"));
      return response;
    };
    const client = clientWith({ fetch });
    await client.create(minimalAdverseEvent);
    await client.create(minimalAdverseEvent);
    expect(connections).toEqual(["close", "close"]);
  });

  it("throws on an address or a key that cannot be right", () => {
    expect(() => clientWith({ baseUrl: "lfpse" })).toThrow(TypeError);
    expect(() => clientWith({ subscriptionKey: "" })).toThrow(TypeError);
  });
});
