import { randomUUID } from "node:crypto";
import type { Issue } from "@digital-factors/core";
import type { Settlement } from "../src/store/delivery-store.ts";
import type { NewOperation, OperationKind } from "../src/store/record-store.ts";
import type { Store } from "../src/store/store.ts";
import type { TransferEntry } from "../src/store/transfer-store.ts";

const issue: Issue = { severity: "error", code: "value", rule: "example", message: "An example." };
const laterMs = 3_600_000;

/** What becomes of one operation: a settlement, `send` for one whose request is under way, `wait` for one never sent. */
type Step = readonly [kind: OperationKind, end: Settlement["state"] | "send" | "wait"];

/** What becomes of a record: each way there is. */
const fates: Readonly<Record<string, readonly Step[]>> = {
  waiting: [["create", "wait"]],
  retried: [["create", "waiting"]],
  sending: [["create", "send"]],
  accepted: [["create", "accepted"]],
  rejected: [["create", "rejected"]],
  unknown: [["create", "unknown"]],
  parked: [["create", "parked"]],
  corrected: [
    ["create", "rejected"],
    ["update", "accepted"],
  ],
  "correction waiting": [
    ["create", "rejected"],
    ["update", "wait"],
  ],
  updated: [
    ["create", "accepted"],
    ["update", "accepted"],
  ],
  "update waiting": [
    ["create", "accepted"],
    ["update", "waiting"],
  ],
  "update sending": [
    ["create", "accepted"],
    ["update", "send"],
  ],
  "update behind unknown": [
    ["create", "unknown"],
    ["update", "wait"],
  ],
  "card added": [
    ["create", "accepted"],
    ["yellow-card", "accepted"],
  ],
  withdrawn: [
    ["create", "accepted"],
    ["withdraw", "withdrawn"],
  ],
  "withdrawal waiting": [
    ["create", "accepted"],
    ["withdraw", "waiting"],
  ],
};

/** Names of the ways, in the order in which records take them. */
export const fateNames: readonly string[] = Object.keys(fates);

/** Returns an operation of a synthetic report. */
function syntheticOperation(recordId: string, kind: OperationKind, sequence = 1): NewOperation {
  const key = kind === "create" ? recordId : kind === "withdraw" ? "withdraw" : randomUUID();
  return {
    recordId,
    organisation: "Z01",
    kind,
    key,
    fingerprint: `fingerprint of ${key}`,
    body: kind === "withdraw" ? "" : JSON.stringify({ record: { id: recordId, text: `Ünïcode 🏥 ${sequence}` } }),
    receipt: JSON.stringify({ id: recordId, operation: key, state: "waiting" }),
    receivedAtMs: Date.parse("2026-01-31T14:05:00Z"),
    actor: "token:a1b2c3d4",
    isYellowCardMissing: kind === "update",
  };
}

/**
 * Fills a store through its own doors with records in every state, tokens and audit entries.
 *
 * @returns Each record's id and what became of it.
 */
export async function fillStore(store: Store, records: number): Promise<ReadonlyMap<string, string>> {
  const fateOf = new Map<string, string>();
  const names = Object.keys(fates);
  for (let index = 0; index < records; index += 1) fateOf.set(randomUUID(), names[index % names.length] ?? "");
  for (const sequence of [1, 2]) {
    await Promise.all(
      [...fateOf].map(async ([id, fate]) => {
        const kind = fates[fate]?.[sequence - 1]?.[0];
        if (kind !== undefined) await store.take(syntheticOperation(id, kind, sequence));
      }),
    );
    await deliver(store, fateOf);
  }
  const nowMs = Date.parse("2026-02-01T00:00:00Z");
  await store.addToken({
    id: "aaaaaaaa",
    organisation: "Z01",
    role: "reporter",
    hash: "example$1",
    createdAtMs: nowMs,
  });
  await store.addToken({
    id: "bbbbbbbb",
    role: "administrator",
    hash: "example$2",
    createdAtMs: nowMs,
    expiresAtMs: nowMs + 1,
  });
  await store.revokeToken("aaaaaaaa", nowMs + 5);
  await store.audit({ atMs: nowMs, actor: "system", action: "token-made", detail: "aaaaaaaa reporter" });
  await store.audit({ atMs: nowMs + 1, actor: "token:bbbbbbbb", action: "sign-in" });
  return fateOf;
}

/** Claims what is due and does with each operation as its record's fate says. */
async function deliver(store: Store, fateOf: ReadonlyMap<string, string>): Promise<void> {
  for (;;) {
    const claims = await store.claim({ owner: "a test", leaseMs: laterMs, limit: 500 });
    if (claims.length === 0) return;
    await Promise.all(
      claims.map(async ({ recordId, sequence, fence, kind }) => {
        const end = fates[fateOf.get(recordId) ?? ""]?.[sequence - 1]?.[1] ?? "wait";
        if (end === "wait") return await store.release({ recordId, fence, delayMs: laterMs });
        const payload = kind === "withdraw" ? "" : JSON.stringify({ resourceType: "AdverseEvent", id: recordId });
        await store.markSending({ recordId, sequence, fence, payload, leaseMs: laterMs });
        if (end === "send") return true;
        return await store.settle({ recordId, sequence, fence, settlement: settlementOf(end, recordId) });
      }),
    );
  }
}

function settlementOf(state: Settlement["state"], recordId: string): Settlement {
  switch (state) {
    case "accepted":
      return {
        state,
        lfpse: { id: `lfpse-${recordId}`, versionId: "1", referenceNumber: `EXAMPLE-${recordId.slice(0, 8)}` },
      };
    case "withdrawn":
      return { state };
    case "waiting":
      return { state, delayMs: laterMs, issues: [issue] };
    default:
      return { state, issues: [issue] };
  }
}

/** Returns everything that a store keeps. */
export async function everythingOf(store: Store): Promise<readonly TransferEntry[]> {
  const entries: TransferEntry[] = [];
  for await (const entry of store.export()) entries.push(entry);
  return entries;
}
