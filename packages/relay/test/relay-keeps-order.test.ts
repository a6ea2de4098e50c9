import { setTimeout as pause } from "node:timers/promises";
import { addYellowCardReference } from "@digital-factors/client/yellow-card";
import { parseRecord } from "@digital-factors/core";
import type { Sandbox } from "@digital-factors/sandbox";
import { describe, expect, it } from "vitest";
import {
  decide,
  openedStore,
  operation,
  runningGateway,
  runningWorker,
  sendersTo,
  settled,
  take,
} from "./delivery-harness.ts";
import { exampleRecord } from "./example-record.ts";
import { runningSandbox, subscriptionKey } from "./running-relay.ts";

/** A record whose content says which one of its versions it is. */
function version(id: string, number: number) {
  return exampleRecord({ id, description: `Content ${number}.` });
}

/** Numbers of the contents that the sandbox took, in its order. */
function contents(sandbox: Sandbox, at = 0): readonly number[] {
  return (sandbox.events()[at]?.versions ?? []).map(({ resource }) =>
    Number(/Content (\d+)\./.exec(JSON.stringify(resource))?.[1]),
  );
}

async function started() {
  const sandbox = await runningSandbox();
  const store = await openedStore();
  const worker = runningWorker(store, sendersTo(sandbox.url));
  return { sandbox, store, worker };
}

describe("the relay", { timeout: 90_000 }, () => {
  it("keeps the order of twenty updates over an outage, and doubles nothing", async () => {
    const sandbox = await runningSandbox();
    const gateway = await runningGateway({ [subscriptionKey]: sandbox.url });
    const store = await openedStore();
    const worker = runningWorker(store, sendersTo(gateway.url));
    const { id } = exampleRecord();
    await take(store, worker, operation("create", version(id, 0)));
    await settled(store, id, "accepted");
    for (let number = 1; number <= 20; number += 1) {
      if (number === 5) sandbox.queueFault({ fault: "drop-response" });
      if (number === 8) await gateway.shut();
      if (number === 10) sandbox.queueFault({ fault: "503", times: 2 });
      if (number === 14) await gateway.open();
      if (number === 16) sandbox.queueFault({ fault: "outcome-at-2xx" });
      await take(store, worker, operation("update", version(id, number)));
      await pause(5);
    }
    const status = await settled(store, id, "accepted");
    expect(status.revision).toBe(21);
    expect(status.operations.map(({ state }) => state)).toEqual(Array(21).fill("accepted"));
    expect(sandbox.events()).toHaveLength(1);
    const seen = contents(sandbox);
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
    expect([...new Set(seen)]).toEqual(Array.from({ length: 21 }, (_, number) => number));
    const [event] = sandbox.events();
    expect(status.lfpse).toEqual({
      id: event?.id,
      versionId: event?.versionId,
      referenceNumber: event?.referenceNumber,
    });
  });

  it("delivers an update as a create where the create was refused", async () => {
    const { sandbox, store, worker } = await started();
    const { id } = exampleRecord();
    sandbox.queueFault({ fault: "many-issues", issueCount: 2 });
    await take(store, worker, operation("create", version(id, 0)));
    await settled(store, id, "rejected");
    await take(store, worker, operation("update", version(id, 1)));
    const status = await settled(store, id, "accepted");
    expect(status.operations.map(({ state }) => state)).toEqual(["rejected", "accepted"]);
    expect(contents(sandbox)).toEqual([1]);
    await take(store, worker, operation("update", version(id, 2)));
    await settled(store, id, "accepted");
    expect(contents(sandbox)).toEqual([1, 2]);
  });

  it("goes on with the next update where one was refused", async () => {
    const { sandbox, store, worker } = await started();
    const { id } = exampleRecord();
    await take(store, worker, operation("create", version(id, 0)));
    await settled(store, id, "accepted");
    await take(store, worker, operation("update", exampleRecord({ id, versions: { factors: "1.0.0", lfpse: "4" } })));
    await take(store, worker, operation("update", version(id, 2)));
    const status = await settled(store, id, "accepted");
    expect(status.operations.map(({ state }) => state)).toEqual(["accepted", "rejected", "accepted"]);
    expect(status.operations[1]?.issues).toMatchObject([{ rule: "lfpse-version" }]);
    expect(contents(sandbox)).toEqual([0, 2]);
  });

  it("links a Yellow Card that came later: its reference is in the event that LFPSE has", async () => {
    const { sandbox, store, worker } = await started();
    const sent = exampleRecord({ yellowCard: { status: "not-reported", references: [] } });
    await take(store, worker, operation("create", sent, { isYellowCardMissing: true }));
    await settled(store, sent.id, "accepted");
    const record = parseRecord(sent);
    if (!record.ok) throw new Error("The example is no record.");
    const linked = addYellowCardReference(record.value, { covers: "device", value: "2026/001/002/601/003" });
    if (!linked.ok) throw new Error("The example is no reference.");
    await take(store, worker, operation("yellow-card", linked.value.record));
    const status = await settled(store, sent.id, "accepted");
    expect(status).toMatchObject({ revision: 2, isYellowCardMissing: false, lfpse: { versionId: "2" } });
    const [event, ...others] = sandbox.events();
    expect(others).toEqual([]);
    expect(JSON.stringify(event?.versions[0]?.resource)).not.toContain("2026/001/002/601/003");
    expect(JSON.stringify(event?.resource)).toContain("2026/001/002/601/003");
  });

  it("names the event in the body of an update only if it is told to", async () => {
    const sandbox = await runningSandbox();
    sandbox.changeSettings({ idInPutBody: "wanted" });
    const store = await openedStore();
    const { id } = exampleRecord();
    const without = runningWorker(store, sendersTo(sandbox.url));
    await take(store, without, operation("create", version(id, 0)));
    await settled(store, id, "accepted");
    await take(store, without, operation("update", version(id, 1)));
    await settled(store, id, "rejected");
    await without.stop(1_000);
    const withId = runningWorker(store, sendersTo(sandbox.url), { isIdInPutBody: true });
    await decide(store, withId, id, { kind: "send-again" });
    await settled(store, id, "accepted");
    expect(contents(sandbox)).toEqual([0, 1]);
  });

  describe("withdraws a record", () => {
    it("of which nothing was sent, without a request", async () => {
      const sandbox = await runningSandbox();
      const store = await openedStore();
      const { id } = exampleRecord();
      await take(store, undefined, operation("create", version(id, 0)));
      await take(store, undefined, operation("withdraw", { id }));
      runningWorker(store, sendersTo(sandbox.url));
      expect(await settled(store, id, "withdrawn")).toMatchObject({ attempts: 0 });
      expect(sandbox.report().requests).toEqual([]);
    });

    it("that LFPSE has, there too, behind the updates before it", async () => {
      const { sandbox, store, worker } = await started();
      const { id } = exampleRecord();
      sandbox.queueFault({ fault: "503", times: 2 });
      await take(store, worker, operation("create", version(id, 0)));
      await take(store, worker, operation("update", version(id, 1)));
      await settled(store, id, "accepted");
      await take(store, worker, operation("withdraw", { id }));
      const status = await settled(store, id, "withdrawn");
      expect(status.operations.map(({ state }) => state)).toEqual(["accepted", "accepted", "withdrawn"]);
      expect(sandbox.events()).toMatchObject([{ deleted: true }]);
      expect(contents(sandbox)).toEqual([0, 1]);
    });

    it("that LFPSE refused, without a request", async () => {
      const { sandbox, store, worker } = await started();
      const { id } = exampleRecord();
      sandbox.queueFault({ fault: "many-issues" });
      await take(store, worker, operation("create", version(id, 0)));
      await settled(store, id, "rejected");
      await take(store, worker, operation("withdraw", { id }));
      await settled(store, id, "withdrawn");
      expect(sandbox.events()).toEqual([]);
    });

    it("whose create is under way, once LFPSE has answered that", async () => {
      const { sandbox, store, worker } = await started();
      const { id } = exampleRecord();
      sandbox.queueFault({ fault: "slow", delayMs: 300 });
      await take(store, worker, operation("create", version(id, 0)));
      await settled(store, id, "sending");
      await take(store, worker, operation("withdraw", { id }));
      await settled(store, id, "withdrawn");
      expect(sandbox.events()).toMatchObject([{ deleted: true }]);
    });

    it("again after the answer to the withdrawal was lost", async () => {
      const { sandbox, store, worker } = await started();
      const { id } = exampleRecord();
      await take(store, worker, operation("create", version(id, 0)));
      await settled(store, id, "accepted");
      sandbox.queueFault({ fault: "drop-response" });
      await take(store, worker, operation("withdraw", { id }));
      expect(await settled(store, id, "withdrawn")).toMatchObject({ attempts: 3 });
      expect(sandbox.events()).toMatchObject([{ deleted: true }]);
    });

    it("again after the answer to the withdrawal was lost, where LFPSE does not know a withdrawn event", async () => {
      const { sandbox, store, worker } = await started();
      sandbox.changeSettings({ afterDelete: "404" });
      const { id } = exampleRecord();
      await take(store, worker, operation("create", version(id, 0)));
      await settled(store, id, "accepted");
      sandbox.queueFault({ fault: "drop-response" });
      await take(store, worker, operation("withdraw", { id }));
      expect(await settled(store, id, "withdrawn")).toMatchObject({ attempts: 3, issues: [] });
      expect(sandbox.events()).toMatchObject([{ deleted: true }]);
    });

    it("and says so where LFPSE does not know the event, until a person sends it again", async () => {
      const { sandbox, store, worker } = await started();
      sandbox.changeSettings({ afterDelete: "404" });
      const { id } = exampleRecord();
      await take(store, worker, operation("create", version(id, 0)));
      const { lfpse } = await settled(store, id, "accepted");
      await fetch(`${sandbox.url}/adverse-event/fhir/AdverseEvent/${lfpse?.id}`, {
        method: "DELETE",
        headers: { "Ocp-Apim-Subscription-Key": subscriptionKey },
      });
      await take(store, worker, operation("withdraw", { id }));
      const status = await settled(store, id, "rejected");
      expect(status.issues).toMatchObject([{ severity: "error" }]);
      await decide(store, worker, id, { kind: "send-again" });
      await settled(store, id, "withdrawn");
    });
  });
});
