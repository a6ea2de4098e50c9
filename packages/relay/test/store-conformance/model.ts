import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Settlement } from "../../src/store/delivery-store.ts";
import { ModelStore } from "./model-store.ts";
import {
  accepted,
  create,
  horizonMs,
  issue,
  leaseMs,
  lfpse,
  type MakeStore,
  opened,
  parked,
  rejected,
  startMs,
  unknown,
  update,
  waiting,
  withdraw,
  withdrawn,
} from "./store-under-test.ts";

const ids = ["a", "b"] as const;
const keys = ["u1", "u2", "u3"] as const;
const settlements: readonly Settlement[] = [accepted, rejected, unknown, parked, waiting(0), waiting(5000), withdrawn];

const step = fc.oneof(
  fc.record({ do: fc.constant("create" as const), id: fc.constantFrom(...ids) }),
  fc.record({
    do: fc.constant("update" as const),
    id: fc.constantFrom(...ids),
    key: fc.constantFrom(...keys),
    expectedRevision: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  }),
  fc.record({ do: fc.constant("withdraw" as const), id: fc.constantFrom(...ids) }),
  fc.record({ do: fc.constant("claim" as const) }),
  fc.record({ do: fc.constant("send" as const), nth: fc.nat(5) }),
  fc.record({ do: fc.constant("settle" as const), nth: fc.nat(5), settlement: fc.constantFrom(...settlements) }),
  fc.record({ do: fc.constant("release" as const), nth: fc.nat(5) }),
  fc.record({ do: fc.constant("advance" as const), ms: fc.constantFrom(1, 5000, leaseMs) }),
  fc.record({ do: fc.constant("sweep" as const) }),
  fc.record({
    do: fc.constant("decide" as const),
    id: fc.constantFrom(...ids),
    kind: fc.constantFrom("send-again" as const, "is-at-lfpse" as const),
  }),
  fc.record({ do: fc.constant("reopen" as const) }),
);

/** What holds for any sequence of calls, compared with a model in memory. */
export function describeAnySequence(make: MakeStore, runs: number): void {
  describe("any sequence of calls", () => {
    it("leaves states, revisions, receipts and claims as a model of them says", { timeout: 120_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
          const { store: first, advance, nowMs, reopen } = await opened(make);
          let store = first;
          const model = new ModelStore(nowMs);
          const claims: { readonly recordId: string; readonly sequence: number; readonly fence: number }[] = [];
          for (const [index, each] of steps.entries()) {
            const at = `step ${index}: ${JSON.stringify(each)}`;
            switch (each.do) {
              case "create":
              case "update":
              case "withdraw": {
                const operation =
                  each.do === "create"
                    ? create(each.id)
                    : each.do === "withdraw"
                      ? withdraw(each.id)
                      : update(each.id, each.key, {
                          ...(each.expectedRevision === undefined ? {} : { expectedRevision: each.expectedRevision }),
                        });
                expect(await store.take(operation), at).toEqual(model.take(operation));
                break;
              }
              case "claim": {
                const given = await store.claim({ owner: "relay-1", leaseMs, limit: 1 });
                const [claim] = given;
                expect(model.due().length > 0, at).toBe(claim !== undefined);
                if (claim === undefined) break;
                expect(model.claim(claim.recordId), at).toEqual({
                  sequence: claim.sequence,
                  fence: claim.fence,
                  attempts: claim.attempts,
                  claimsInARow: claim.claimsInARow,
                  hasEvent: claim.lfpse !== undefined,
                });
                claims.push(claim);
                break;
              }
              case "send": {
                const claim = claims[each.nth % Math.max(1, claims.length)];
                if (claim === undefined) break;
                expect(await store.markSending({ ...claim, payload: "{}", leaseMs }), at).toBe(model.send(claim));
                break;
              }
              case "settle": {
                const claim = claims[each.nth % Math.max(1, claims.length)];
                if (claim === undefined) break;
                const { settlement } = each;
                expect(await store.settle({ ...claim, settlement }), at).toBe(model.settle(claim, settlement));
                break;
              }
              case "release": {
                const claim = claims[each.nth % Math.max(1, claims.length)];
                if (claim === undefined) break;
                expect(await store.release({ ...claim, delayMs: 10 }), at).toBe(model.release(claim, 10));
                break;
              }
              case "advance":
                advance(each.ms);
                break;
              case "sweep":
                expect((await store.sweep({ horizonMs, issues: [issue] })).sort(), at).toEqual(model.sweep());
                break;
              case "decide": {
                const decision = each.kind === "send-again" ? { kind: each.kind } : { kind: each.kind, lfpse };
                const audit = { atMs: startMs, actor: "a", action: each.kind };
                expect(await store.decide({ recordId: each.id, decision, audit }), at).toBe(
                  model.decide(each.id, each.kind),
                );
                break;
              }
              case "reopen":
                // A database outlives its relays; a file of one relay frees what that held, which other tests cover.
                if (claims.length === 0) store = await reopen();
                break;
            }
            for (const id of ids) {
              const status = await store.find(id);
              expect(
                status && {
                  state: status.state,
                  revision: status.revision,
                  attempts: status.attempts,
                  hasEvent: status.lfpse !== undefined,
                  operations: status.operations.map(({ key, state }) => `${key} ${state}`),
                },
                at,
              ).toEqual(model.status(id));
            }
          }
          await store.close();
        }),
        { numRuns: runs },
      );
    });
  });
}
