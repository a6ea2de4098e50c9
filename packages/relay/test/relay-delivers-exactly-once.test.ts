import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { validateAdverseEvent } from "@digital-factors/core";
import { minimalAdverseEvent, startSandbox } from "@digital-factors/sandbox";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { answerTexts, exampleRecord } from "./example-record.ts";
import {
  emptyFolder,
  post,
  reached,
  runningRelay,
  runningSandbox,
  settings,
  stateOf,
  subscriptionKey,
} from "./running-relay.ts";

async function started() {
  const sandbox = await runningSandbox();
  const config = settings(sandbox.url, join(await emptyFolder(), "relay.db"));
  return { sandbox, config, relay: await runningRelay(config) };
}

describe("the relay", { timeout: 30_000 }, () => {
  it("delivers a record once and tells its national reference number", async () => {
    const { sandbox, relay } = await started();
    const record = exampleRecord();
    const answer = await post(relay.url, record);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ id: record.id, receivedAt: expect.any(String), state: "waiting" });

    const state = await reached(relay.url, record.id, "accepted");
    const [event, ...others] = sandbox.events();
    expect(others).toEqual([]);
    expect(state).toMatchObject({
      attempts: 1,
      issues: [],
      lfpse: { id: event?.id, versionId: "1", referenceNumber: event?.referenceNumber },
    });
    expect(validateAdverseEvent(event?.resource).filter(({ severity }) => severity === "error")).toEqual([]);
    expect(JSON.stringify(event?.resource)).toContain(answerTexts[3]);
  });

  it("adds the digital part to the vendor's own event", async () => {
    const { sandbox, relay } = await started();
    const record = exampleRecord();
    const adverseEvent = { ...minimalAdverseEvent, description: "The vendor's own words." };
    expect((await post(relay.url, record, { adverseEvent })).status).toBe(202);
    await reached(relay.url, record.id, "accepted");
    const [event] = sandbox.events();
    expect(event?.resource).toMatchObject({ description: "The vendor's own words." });
    expect(JSON.stringify(event?.resource)).toContain(answerTexts[0]);
  });

  it("gives the same receipt byte for byte: at once, in parallel, when delivered, and after a restart", async () => {
    const { sandbox, config, relay } = await started();
    const record = exampleRecord();
    const first = await (await post(relay.url, record)).text();
    const parallel = await Promise.all(Array.from({ length: 10 }, async () => (await post(relay.url, record)).text()));
    expect(new Set([first, ...parallel]).size).toBe(1);
    await reached(relay.url, record.id, "accepted");
    expect(await (await post(relay.url, record)).text()).toBe(first);
    await relay.close();
    const again = await runningRelay(config);
    const repeat = await post(again.url, record);
    expect(repeat.status).toBe(202);
    expect(await repeat.text()).toBe(first);
    expect(sandbox.events()).toHaveLength(1);
  });

  it("takes a repeat whose fields come in another order, and refuses another body under the same id", async () => {
    const { sandbox, relay } = await started();
    const record = exampleRecord();
    const first = await (await post(relay.url, record)).text();
    const reordered = { ...Object.fromEntries(Object.entries(record).reverse()), id: record.id };
    expect(await (await post(relay.url, reordered)).text()).toBe(first);
    const other = await post(relay.url, { ...record, stillHappening: "yes" });
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ resourceType: "OperationOutcome", issue: [{ code: "conflict" }] });
    await reached(relay.url, record.id, "accepted");
    expect(sandbox.events()).toHaveLength(1);
  });

  it("delivers 100 records sent at once, each once", async () => {
    const { sandbox, relay } = await started();
    const records = Array.from({ length: 100 }, () => exampleRecord());
    const answers = await Promise.all(records.map((record) => post(relay.url, record)));
    expect(answers.map(({ status }) => status)).toEqual(records.map(() => 202));
    for (const { id } of records) await reached(relay.url, id, "accepted");
    expect(sandbox.events()).toHaveLength(100);
    expect(new Set(sandbox.events().map(({ id }) => id)).size).toBe(100);
  });

  it.each(["429", "503", "401", "403"] as const)("sends again after %s until LFPSE takes the record", async (fault) => {
    const { sandbox, relay } = await started();
    sandbox.queueFault({ fault, times: 2, ...(fault === "429" ? { retryAfterSeconds: 0 } : {}) });
    const record = exampleRecord();
    await post(relay.url, record);
    expect(await reached(relay.url, record.id, "accepted")).toMatchObject({ attempts: 3, issues: [] });
    expect(sandbox.events()).toHaveLength(1);
  });

  it("waits as long as Retry-After asks", async () => {
    const { sandbox, relay } = await started();
    sandbox.queueFault({ fault: "429", retryAfterSeconds: 1 });
    const startedAt = performance.now();
    const record = exampleRecord();
    await post(relay.url, record);
    await reached(relay.url, record.id, "accepted");
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_000);
  });

  it.each(["drop-request", "drop-response", "half-body", "504", "outcome-at-2xx", "500"] as const)(
    "parks a record as unknown after %s, also across a restart, and sends others",
    async (fault) => {
      const { sandbox, config, relay } = await started();
      sandbox.queueFault({ fault, ...(fault === "500" ? { isStored: true } : {}) });
      const record = exampleRecord();
      await post(relay.url, record);
      const state = await reached(relay.url, record.id, "unknown");
      expect(state.issues[0]?.rule).toBe("unknown-outcome");
      await relay.close();
      const again = await runningRelay(config);
      const later = exampleRecord();
      await post(again.url, later);
      await reached(again.url, later.id, "accepted");
      expect(await stateOf(again.url, record.id)).toMatchObject({ state: "unknown", attempts: 1 });
      // A dropped request cannot be told from a dropped answer.
      expect(sandbox.events()).toHaveLength(fault === "drop-request" ? 1 : 2);
    },
  );

  it("leaves few in doubt while LFPSE fails, and sends the rest when it works again", async () => {
    const { sandbox, config, relay } = await started();
    await relay.close();
    const careful = await runningRelay(config, { random: () => 0.99 });
    sandbox.queueFault({ fault: "500", times: 1_000 });
    const records = Array.from({ length: 30 }, () => exampleRecord());
    await Promise.all(records.map((record) => post(careful.url, record)));
    await vi.waitFor(
      async () => {
        const states = await Promise.all(records.map(({ id }) => stateOf(careful.url, id)));
        expect(states.filter(({ state }) => state === "unknown").length).toBeGreaterThan(0);
      },
      { timeout: 15_000, interval: 10 },
    );
    sandbox.reset();
    const states = await Promise.all(records.map(({ id }) => reached(careful.url, id, "accepted", "unknown")));
    const inDoubt = states.filter(({ state }) => state === "unknown").length;
    expect(inDoubt).toBeLessThanOrEqual(5);
    expect(sandbox.events()).toHaveLength(records.length - inDoubt);
  });

  it("rejects what LFPSE refuses, with its reasons at their questions", async () => {
    const { config, relay } = await started();
    await relay.close();
    const refusing = createServer((_request, response) => {
      const issue = {
        severity: "error",
        code: "value",
        diagnostics: "Too odd.",
        expression: ["x.YellowCardReference"],
      };
      response.writeHead(400, { "Content-Type": "application/fhir+json" });
      response.end(JSON.stringify({ resourceType: "OperationOutcome", issue: [issue] }));
    });
    refusing.listen(0, "127.0.0.1");
    await once(refusing, "listening");
    onTestFinished(() => void refusing.close());
    const { port } = refusing.address() as AddressInfo;
    const strict = await runningRelay({ ...config, lfpseBaseUrl: `http://127.0.0.1:${port}` });
    const record = exampleRecord();
    await post(strict.url, record);
    expect(await reached(strict.url, record.id, "rejected")).toMatchObject({
      attempts: 1,
      issues: [{ severity: "error", linkId: "yellow-card", message: "Too odd." }],
    });
  });

  it("keeps a record while LFPSE cannot be reached, and delivers it when it can", async () => {
    const { sandbox, config, relay } = await started();
    const port = sandbox.port;
    await sandbox.close();
    const record = exampleRecord();
    expect((await post(relay.url, record)).status).toBe(202);
    await reached(relay.url, record.id, "waiting");
    await relay.close();

    const back = await startSandbox({ port, subscriptionKey });
    const again = await runningRelay(config);
    await reached(again.url, record.id, "accepted");
    expect(back.events()).toHaveLength(1);
    await back.close();
  });

  it("answers at once while LFPSE is slow", async () => {
    const { sandbox, relay } = await started();
    sandbox.queueFault({ fault: "slow", times: 4, delayMs: 3_000 });
    const slow = Array.from({ length: 4 }, () => exampleRecord());
    for (const record of slow) await post(relay.url, record);
    for (const { id } of slow) await reached(relay.url, id, "sending");
    const startedAt = performance.now();
    expect((await post(relay.url, exampleRecord())).status).toBe(202);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it("keeps a record whose event type code is not known, and says why it was not sent", async () => {
    const { sandbox, config, relay } = await started();
    const record = exampleRecord({ eventType: "risk" });
    expect((await post(relay.url, record)).status).toBe(202);
    const state = await reached(relay.url, record.id, "rejected");
    expect(state).toMatchObject({ attempts: 0, issues: [{ code: "not-supported", rule: "event-type-code" }] });
    await relay.close();

    const told = await runningRelay({ ...config, lfpseEventTypeCodes: { risk: "3" } });
    const next = exampleRecord({ eventType: "risk" });
    await post(told.url, next);
    await reached(told.url, next.id, "accepted");
    expect(sandbox.events()).toHaveLength(1);
  });

  it("finishes the delivery under way when it is stopped, and parks it when that takes too long", async () => {
    const { sandbox, config, relay } = await started();
    sandbox.queueFault({ fault: "slow", delayMs: 500 });
    const record = exampleRecord();
    await post(relay.url, record);
    await reached(relay.url, record.id, "sending");
    await relay.close();
    const second = await runningRelay({ ...config, stopLimitMs: 100 });
    expect(await stateOf(second.url, record.id)).toMatchObject({ state: "accepted" });

    sandbox.queueFault({ fault: "slow", delayMs: 4_000 });
    const late = exampleRecord();
    await post(second.url, late);
    await reached(second.url, late.id, "sending");
    const startedAt = performance.now();
    await second.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    const third = await runningRelay(config);
    expect(await stateOf(third.url, late.id)).toMatchObject({ state: "unknown", attempts: 1 });
  });

  it("logs ids, states and times, and never an answer, a token or a key", async () => {
    const { sandbox, config, relay } = await started();
    sandbox.queueFault({ fault: "503" });
    const record = exampleRecord();
    const adverseEvent = { ...minimalAdverseEvent, description: answerTexts[1] };
    await post(relay.url, record, { adverseEvent });
    await post(relay.url, exampleRecord({ part: answerTexts[1] as "main" }));
    await post(relay.url, { ...record, [answerTexts[0]]: answerTexts[2] });
    await post(relay.url, record, { headers: { Authorization: "Bearer wrong-token-wrong-token" } });
    await reached(relay.url, record.id, "accepted");
    await relay.close();
    const log = relay.logged();
    expect(log).toContain(record.id);
    expect(log).toContain('"state":"accepted"');
    for (const text of [...answerTexts, config.token, config.lfpseSubscriptionKey, "wrong-token"]) {
      expect(log).not.toContain(text);
    }
  });
});
