import { randomUUID } from "node:crypto";
import type { Issue } from "@digital-factors/core";
import type { Settlement } from "../src/store/delivery-store.ts";
import type { NewOperation } from "../src/store/record-store.ts";
import type { Store } from "../src/store/store.ts";
import { exampleRecord } from "./example-record.ts";

/** What LFPSE might write: words that repeat an answer, and markup. */
export const foreignWords = "The value 'Samphire <b>ePMA</b>' is not allowed.";

export const issues = {
  unknown: { severity: "error", code: "value", rule: "unknown-outcome", message: "LFPSE may or may not have this." },
  parked: { severity: "error", code: "value", rule: "crashes", message: "The relay failed each time." },
  rejected: { severity: "error", code: "value", rule: "invalid", linkId: "involvement", message: foreignWords },
  waiting: { severity: "warning", code: "value", rule: "lfpse-network", message: "LFPSE could not be reached." },
  restored: { severity: "error", code: "value", rule: "restored", message: "This came from a backup." },
} as const satisfies Record<string, Issue>;

/** A record in the store, as a test put it there. */
export interface SeededRecord {
  readonly id: string;
}

/** What {@link seedRecord} makes. */
export interface SeedOptions {
  readonly organisation?: string;
  readonly receivedAtMs?: number;
  readonly isYellowCardMissing?: boolean;
  /** How its delivery ended; `sending`: it did not; absent: it waits. */
  readonly settlement?: Settlement | "sending";
}

/** Takes a record and brings it into a state. Nothing else may be waiting in the store. */
export async function seedRecord(store: Store, options: SeedOptions = {}): Promise<SeededRecord> {
  const { organisation = "Z01", receivedAtMs = Date.now(), isYellowCardMissing = false, settlement } = options;
  const record = exampleRecord(
    isYellowCardMissing ? { yellowCard: { status: "reported-no-number" } } : { yellowCard: { status: "not-reported" } },
  );
  await take(store, {
    recordId: record.id,
    organisation,
    kind: "create",
    key: record.id,
    body: JSON.stringify({ record }),
    receivedAtMs,
    isYellowCardMissing,
  });
  if (settlement !== undefined) await deliverNext(store, settlement);
  return { id: record.id };
}

/** Takes an update of a record, as an incident system sends it. */
export async function seedUpdate(store: Store, recordId: string, organisation = "Z01"): Promise<void> {
  await take(store, { recordId, organisation, kind: "update", key: randomUUID(), body: "{}" });
}

/** Takes an operation of an incident system. */
async function take(
  store: Store,
  operation: Pick<NewOperation, "recordId" | "organisation" | "kind" | "key" | "body"> & Partial<NewOperation>,
): Promise<void> {
  const result = await store.take({
    fingerprint: "0".repeat(64),
    receipt: "{}",
    receivedAtMs: Date.now(),
    actor: "token:environment",
    isYellowCardMissing: false,
    ...operation,
  });
  if (result.outcome !== "stored") throw new Error(`The example was not stored: ${result.outcome}`);
}

/** Delivers what is due first, and settles it so. */
export async function deliverNext(store: Store, settlement: Settlement | "sending"): Promise<void> {
  const [claim] = await store.claim({ owner: randomUUID(), leaseMs: 600_000, limit: 1 });
  if (claim === undefined) throw new Error("Nothing is due.");
  const { recordId, sequence, fence } = claim;
  await store.markSending({ recordId, sequence, fence, payload: "{}", leaseMs: 600_000 });
  if (settlement !== "sending") await store.settle({ recordId, sequence, fence, settlement });
}

/** Ids of one record in each state. */
export type SeededStates = Readonly<
  Record<"unknown" | "parked" | "rejected" | "accepted" | "withdrawn" | "sending" | "waiting" | "foreign", string>
>;

/** Puts a record of Z01 into every state, and one of Z02 that is not known. */
export async function seedStates(store: Store, nowMs: number): Promise<SeededStates> {
  const minutesAgo = (minutes: number) => nowMs - minutes * 60_000;
  const settled = async (minutes: number, settlement: Settlement | "sending", parts: SeedOptions = {}) =>
    (await seedRecord(store, { receivedAtMs: minutesAgo(minutes), settlement, ...parts })).id;
  const accepted = await settled(
    1_600,
    { state: "accepted", lfpse: { id: "example-7", versionId: "1", referenceNumber: "EXAMPLE-0007" } },
    { isYellowCardMissing: true },
  );
  const withdrawn = await settled(1_500, {
    state: "accepted",
    lfpse: { id: "example-6", referenceNumber: "EXAMPLE-0006" },
  });
  await take(store, { recordId: withdrawn, organisation: "Z01", kind: "withdraw", key: "withdraw", body: "" });
  await deliverNext(store, { state: "withdrawn" });
  const unknown = await settled(190, { state: "unknown", issues: [issues.unknown] });
  const foreign = await settled(180, { state: "unknown", issues: [issues.unknown] }, { organisation: "Z02" });
  const parked = await settled(95, { state: "parked", issues: [issues.parked] });
  const rejected = await settled(70, { state: "rejected", issues: [issues.rejected, issues.rejected] });
  const sending = await settled(2, "sending");
  const { id: waiting } = await seedRecord(store, { receivedAtMs: minutesAgo(185) });
  return { unknown, parked, rejected, accepted, withdrawn, sending, waiting, foreign };
}
