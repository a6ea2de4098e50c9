import type { Sandbox } from "@digital-factors/sandbox";
import { createSealer } from "../../src/encryption/sealer.ts";
import type { Decision } from "../../src/store/administration-store.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { eventsByRecord } from "./far-side.ts";
import { encryptionKey, type StorePlace } from "./spawned-relay.ts";

/** What a person decided on records whose delivery nobody knew the end of. */
export interface Reconciliation {
  readonly isAtLfpse: number;
  readonly sentAgain: number;
}

/** Opens the store of a relay that a test spawned, with the key it was given. */
export async function storeOfRelay(place: StorePlace): Promise<Store> {
  return await openStore(place, createSealer([encryptionKey]));
}

/**
 * Does what a person has to do with `unknown` records: looks each one up at LFPSE and tells the relay that it is there,
 * under which identity, or that it is not. No relay may run on a libsql store meanwhile.
 */
export async function reconcile(place: StorePlace, sandbox: Pick<Sandbox, "events">): Promise<Reconciliation> {
  const found = eventsByRecord(sandbox);
  const store = await storeOfRelay(place);
  try {
    const unknown = [];
    for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
      const page = await store.list({ states: ["unknown"], limit: 500, ...(after === undefined ? {} : { after }) });
      unknown.push(...page.lines);
      after = page.next;
    }
    let isAtLfpse = 0;
    for (const { id } of unknown) {
      const event = found.get(id)?.[0];
      const decision: Decision =
        event === undefined
          ? { kind: "send-again" }
          : {
              kind: "is-at-lfpse",
              lfpse: { id: event.id, versionId: event.versionId, referenceNumber: event.referenceNumber },
            };
      const audit = { atMs: Date.now(), actor: "token:example", action: decision.kind, recordId: id };
      const done = await store.decide({ recordId: id, decision, audit });
      if (done !== "done") throw new Error(`The decision on ${id} was not carried out: ${done}.`);
      if (event !== undefined) isAtLfpse += 1;
    }
    return { isAtLfpse, sentAgain: unknown.length - isAtLfpse };
  } finally {
    await store.close();
  }
}
