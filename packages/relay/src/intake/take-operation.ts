import type { LfpseProfile } from "@digital-factors/core";
import type { NewOperation, TakeResult } from "../store/record-store.ts";
import type { Store } from "../store/store.ts";

/** What taking an operation needs. */
export interface IntakeOptions {
  readonly store: Store;
  readonly profile: LfpseProfile;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called once an operation is durable, to deliver it. */
  readonly onStored: () => void;
}

/** What is asked, and by whom. The receipt and the time are made here. */
export type AskedOperation = Omit<NewOperation, "receipt" | "receivedAtMs" | "expectedRevision"> & {
  readonly expectedRevision?: number | undefined;
};

/** Gives an operation with its receipt to the store, and wakes the delivery if it is new. */
export async function takeOperation(
  { expectedRevision, ...asked }: AskedOperation,
  { store, now, onStored }: IntakeOptions,
): Promise<TakeResult> {
  const receivedAtMs = now();
  const result = await store.take({
    ...asked,
    receivedAtMs,
    receipt: receiptOf(asked, receivedAtMs),
    ...(expectedRevision === undefined ? {} : { expectedRevision }),
  });
  if (result.outcome === "stored") onStored();
  return result;
}

function receiptOf({ recordId: id, kind, key: operation }: AskedOperation, receivedAtMs: number): string {
  const receivedAt = new Date(receivedAtMs).toISOString();
  // The key of a create is the record's id: nothing more to say.
  const named = kind === "create" ? { id } : { id, operation };
  return JSON.stringify({ ...named, receivedAt, state: "waiting" });
}
