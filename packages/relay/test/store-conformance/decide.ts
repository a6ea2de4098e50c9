import { describe, expect, it } from "vitest";
import type { AuditEntry } from "../../src/store/audit-store.ts";
import type { Store } from "../../src/store/store.ts";
import {
  accepted,
  claimed,
  create,
  createdAs,
  delivered,
  dueIds,
  leaseMs,
  lfpse,
  type MakeStore,
  opened,
  operationStates,
  organisation,
  parked,
  rejected,
  sending,
  startMs,
  statusOf,
  take,
  unknown,
  update,
  waiting,
  withdraw,
  withdrawn,
} from "./store-under-test.ts";

const isAtLfpse = { kind: "is-at-lfpse", lfpse } as const;
const sendAgain = { kind: "send-again" } as const;

/** Promises of what a person decides. */
export function describeDeciding(make: MakeStore): void {
  describe("deciding", () => {
    it.each([rejected, unknown, parked])("sends $state again as it is, and counts claims anew", async (settlement) => {
      const { store } = await opened(make);
      await createdAs(store, "a", settlement);
      expect(await store.decide(request("a", sendAgain))).toBe("done");
      expect(await statusOf(store, "a")).toMatchObject({ state: "waiting", issues: [], attempts: 1 });
      expect(await claimed(store)).toMatchObject({ body: '{"create":"a"}', attempts: 1, claimsInARow: 1 });
    });

    it("sends an update again that LFPSE refused", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, update("a", "u1"));
      await delivered(store, rejected);
      expect(await store.decide(request("a", sendAgain))).toBe("done");
      expect(await delivered(store, accepted)).toMatchObject({ sequence: 2, attempts: 1, lfpse });
    });

    it("takes a person's word that LFPSE has a record, and delivers what waited behind it", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", unknown);
      await take(store, update("a", "u1"));
      expect(await store.decide(request("a", isAtLfpse))).toBe("done");
      expect(await operationStates(store, "a")).toEqual(["accepted", "waiting"]);
      expect(await statusOf(store, "a")).toMatchObject({ state: "waiting", lfpse });
      expect(await delivered(store, accepted)).toMatchObject({ sequence: 2, lfpse });
    });

    it("goes on with a withdrawal that waited behind: relayed where LFPSE has it, done where it has not", async () => {
      const { store } = await opened(make);
      for (const [id, decision] of [
        ["there", isAtLfpse],
        ["not-there", sendAgain],
      ] as const) {
        await createdAs(store, id, unknown);
        await take(store, withdraw(id));
        expect(await store.decide(request(id, decision))).toBe("done");
      }
      expect(await operationStates(store, "not-there")).toEqual(["withdrawn", "withdrawn"]);
      expect(await delivered(store, withdrawn)).toMatchObject({ recordId: "there", kind: "withdraw", lfpse });
      expect(await dueIds(store)).toEqual([]);
    });

    it("takes a person's word that LFPSE has a change which is parked, and goes on with what waited behind it", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, update("a", "u1"));
      await delivered(store, parked);
      await take(store, withdraw("a"));
      expect(await operationStates(store, "a")).toEqual(["accepted", "parked", "waiting"]);
      const decision = { kind: "is-at-lfpse", lfpse: { id: lfpse.id } } as const;
      expect(await store.decide(request("a", decision))).toBe("done");
      expect(await operationStates(store, "a")).toEqual(["accepted", "accepted", "waiting"]);
      const { referenceNumber } = lfpse;
      expect((await statusOf(store, "a")).lfpse).toEqual({ id: lfpse.id, referenceNumber });
      expect(await delivered(store, withdrawn)).toMatchObject({
        sequence: 3,
        kind: "withdraw",
        lfpse: { id: lfpse.id },
      });
    });

    it("does not take is-at-lfpse for a withdrawal", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, withdraw("a"));
      await delivered(store, parked);
      expect(await store.decide(request("a", isAtLfpse))).toBe("not-open");
      expect(await store.decide(request("a", sendAgain))).toBe("done");
    });

    it("does not take is-at-lfpse for what was refused, or never left", async () => {
      const { store } = await opened(make);
      for (const settlement of [rejected, parked]) {
        await createdAs(store, settlement.state, settlement);
        expect(await store.decide(request(settlement.state, isAtLfpse))).toBe("not-open");
        expect(await statusOf(store, settlement.state)).toMatchObject({ state: settlement.state });
      }
      expect(await decisions(store)).toEqual([]);
    });

    it("changes nothing of a record that is in another state by now", async () => {
      const { store } = await opened(make);
      await createdAs(store, "accepted", accepted);
      await createdAs(store, "waiting", waiting(1000));
      await take(store, create("sending"));
      await sending(store);
      await take(store, create("withdrawn"));
      await take(store, withdraw("withdrawn"));
      for (const id of ["accepted", "waiting", "sending", "withdrawn"]) {
        for (const decision of [sendAgain, isAtLfpse]) {
          expect(await store.decide(request(id, decision))).toBe("not-open");
          expect((await statusOf(store, id)).state).toBe(id);
        }
      }
      expect(await decisions(store)).toEqual([]);
    });

    it("does not know a record of another organisation", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", unknown);
      expect(await store.decide({ ...request("a", sendAgain), organisation: "Z02" })).toBe("absent");
      expect(await store.decide(request("b", sendAgain))).toBe("absent");
      expect(await decisions(store)).toEqual([]);
      expect(await store.decide({ ...request("a", sendAgain), organisation })).toBe("done");
      expect(await decisions(store)).toHaveLength(1);
    });

    it("fences off every claim from before", async () => {
      const { store } = await opened(make);
      for (const decision of [sendAgain, isAtLfpse]) {
        const claim = await createdAs(store, decision.kind, unknown);
        await store.decide(request(decision.kind, decision));
        expect(await store.settle({ ...claim, settlement: rejected })).toBe(false);
        expect(await store.markSending({ ...claim, payload: "{}", leaseMs })).toBe(false);
        if (decision === sendAgain) expect((await delivered(store, accepted)).fence).toBeGreaterThan(claim.fence + 1);
      }
    });

    it("carries out one of two decisions that come together, with one entry in the audit log", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", unknown);
      const results = await Promise.all([store.decide(request("a", sendAgain)), store.decide(request("a", isAtLfpse))]);
      expect(results.sort()).toEqual(["done", "not-open"]);
      expect(await decisions(store)).toHaveLength(1);
    });
  });
}

function request(recordId: string, decision: Parameters<Store["decide"]>[0]["decision"]) {
  const audit: AuditEntry = { atMs: startMs + 1, actor: "token:admin", action: decision.kind, organisation, recordId };
  return { recordId, decision, audit };
}

async function decisions(store: Store): Promise<readonly AuditEntry[]> {
  const { entries } = await store.auditTrail({ limit: 100 });
  return entries.filter(({ actor }) => actor === "token:admin");
}
