import { lfpse5 } from "@digital-factors/core";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { createLfpseSenders } from "../src/delivery/lfpse-senders.ts";
import { createManualClock } from "../src/delivery/manual-clock.fixtures.ts";
import { createDeliveryWorker } from "../src/delivery/worker.ts";
import { operation, simulatedStore } from "./delivery-harness.ts";
import { exampleRecord } from "./example-record.ts";

const informing = () => Response.json({ resourceType: "OperationOutcome", issue: [{ severity: "information" }] });
const failing = () =>
  Response.json({ resourceType: "OperationOutcome", issue: [{ severity: "error", code: "exception" }] });
const answerOf = (status: number) => () => new Response("", { status });
const page = () => new Response("<html>Sign in</html>", { headers: { "Content-Type": "text/html" } });

/** A relay whose LFPSE takes creates and answers updates and withdrawals as the test says, on a clock of the test's own. */
async function started() {
  const clock = createManualClock();
  const store = await simulatedStore(clock.now);
  const requests = { POST: 0, PUT: 0, DELETE: 0 };
  const answers: { [Method in keyof typeof requests]?: (() => Response) | undefined } = {};
  const worker = createDeliveryWorker({
    store,
    profile: lfpse5,
    log: pino({ level: "silent" }),
    clock,
    senders: createLfpseSenders({
      baseUrl: "http://127.0.0.1:9/adverse-event/fhir",
      timeoutMs: 40_000,
      profile: lfpse5,
      subscriptionKey: "example",
      clock,
      fetch: async (_url, init) => {
        const method = init?.method as keyof typeof requests;
        requests[method] += 1;
        const answer = answers[method];
        if (answer !== undefined) return answer();
        if (method === "DELETE") return new Response("", { status: 200 });
        return Response.json({ resourceType: "AdverseEvent", id: `event-${requests.POST}` }, { status: 201 });
      },
    }),
  });
  worker.start();
  onTestFinished(async () => {
    const stopped = worker.stop(0);
    await clock.advance(1_000);
    await stopped;
    await store.close();
  });

  const take = async (kind: "create" | "update" | "withdraw", id = exampleRecord().id) => {
    await store.take(operation(kind, exampleRecord({ id })));
    worker.wake();
    await clock.advance(1_000);
    return id;
  };
  const decide = async (recordId: string, decision: Parameters<typeof store.decide>[0]["decision"]) => {
    const audit = { atMs: 0, actor: "token:administrator", action: decision.kind, recordId };
    expect(await store.decide({ recordId, decision, audit })).toBe("done");
    worker.wake();
    await clock.advance(1_000);
  };
  /** Lets time pass; another report is created each minute if LFPSE is to work for others. */
  const pass = async (minutes: number, isWorkingForOthers: boolean) => {
    const created: string[] = [];
    for (let minute = 0; minute < minutes; minute += 1) {
      if (isWorkingForOthers) created.push(await take("create"));
      await clock.advance(60_000);
    }
    return created;
  };
  const states = async (id: string) => (await store.find(id))?.operations.map(({ state }) => state);
  return { store, requests, answers, take, decide, pass, states };
}

describe("the relay", { timeout: 60_000 }, () => {
  it("parks an update that LFPSE takes five times without saying so, and goes on as a person decides", async () => {
    const { store, requests, answers, take, decide, pass, states } = await started();
    answers.PUT = informing;
    for (const decision of ["is-at-lfpse", "send-again"] as const) {
      requests.PUT = 0;
      const id = await take("create");
      const { lfpse } = (await store.find(id)) ?? {};
      if (lfpse === undefined) throw new TypeError("The record was not created.");
      await take("update", id);
      await take("withdraw", id);
      await pass(10, false);
      expect(requests.PUT).toBe(5);
      expect(await states(id)).toEqual(["accepted", "parked", "waiting"]);
      expect(await store.find(id)).toMatchObject({ state: "parked", issues: [{ rule: "unreadable-answer" }, {}] });
      expect((await store.count()).states.parked).toBe(1);
      if (decision === "send-again") answers.PUT = undefined;
      await decide(id, decision === "send-again" ? { kind: decision } : { kind: decision, lfpse: { id: lfpse.id } });
      await pass(1, false);
      expect(await states(id)).toEqual(["accepted", "accepted", "withdrawn"]);
    }
  });

  it("parks a withdrawal that LFPSE answers with an error at 200, and withdraws once it is sent again", async () => {
    const { requests, answers, take, decide, pass, states } = await started();
    const id = await take("create");
    answers.DELETE = failing;
    await take("withdraw", id);
    await pass(10, false);
    expect(requests.DELETE).toBe(5);
    expect(await states(id)).toEqual(["accepted", "parked"]);
    answers.DELETE = undefined;
    await decide(id, { kind: "send-again" });
    expect(await states(id)).toEqual(["accepted", "withdrawn"]);
  });

  it.each([
    ["500", answerOf(500)],
    ["403", answerOf(403)],
    ["an empty answer", answerOf(200)],
    ["a page", page],
  ])("parks an update that gets %s each time while LFPSE works for others, which go on", async (_, answer) => {
    const { store, requests, answers, take, decide, pass, states } = await started();
    const id = await take("create");
    answers.PUT = answer;
    await take("update", id);
    const created = await pass(60, true);
    expect(requests.PUT).toBe(20);
    expect(await states(id)).toEqual(["accepted", "parked"]);
    expect(await store.find(id)).toMatchObject({ issues: [{ rule: "keeps-failing" }, {}] });
    for (const other of created) expect(await states(other)).toEqual(["accepted"]);
    answers.PUT = undefined;
    await decide(id, { kind: "send-again" });
    expect(await states(id)).toEqual(["accepted", "accepted"]);
  });

  it.each([
    ["500", answerOf(500)],
    ["a page", page],
    ["403", answerOf(403)],
  ])("parks nothing that gets %s for hours while LFPSE works for nobody", async (_, answer) => {
    const { requests, answers, take, pass, states } = await started();
    const id = await take("create");
    answers.PUT = answer;
    await take("update", id);
    await pass(3 * 60, false);
    expect(requests.PUT).toBeGreaterThan(200);
    expect(await states(id)).toEqual(["accepted", "waiting"]);
    answers.PUT = undefined;
    await pass(2, false);
    expect(await states(id)).toEqual(["accepted", "accepted"]);
  });

  it.each([
    ["429", answerOf(429)],
    ["503", answerOf(503)],
    ["401", answerOf(401)],
    [
      "no answer",
      () => {
        throw new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNRESET" }) });
      },
    ],
  ])("parks nothing that gets %s, though LFPSE works for others", async (_, answer) => {
    const { requests, answers, take, pass, states } = await started();
    const id = await take("create");
    answers.PUT = answer;
    await take("update", id);
    await pass(60, true);
    expect(requests.PUT).toBeGreaterThan(50);
    expect(await states(id)).toEqual(["accepted", "waiting"]);
  });
});
