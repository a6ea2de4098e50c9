import type { Issue } from "@digital-factors/core";
import { expect, onTestFinished } from "vitest";
import { SealError } from "../../src/encryption/seal-error.ts";
import type { StoredToken } from "../../src/store/access-store.ts";
import type { Claim, Settlement } from "../../src/store/delivery-store.ts";
import type { NewOperation, RecordStatus } from "../../src/store/record-store.ts";
import type { Sealer } from "../../src/store/sealer.ts";
import type { Store } from "../../src/store/store.ts";
import type { TransferEntry } from "../../src/store/transfer-store.ts";

/** A place for a store, empty at first, that can be opened again on what it kept. */
export interface StoreUnderTest {
  open(sealer: Sealer): Promise<Store>;
  /** Removes everything the store kept. */
  remove(): Promise<void>;
}

/** Makes a place for a store whose clock is `now`, milliseconds since 1970. */
export type MakeStore = (now: () => number) => Promise<StoreUnderTest>;

/** A store with a clock that stands still until it is told to go on. */
export interface Opened {
  readonly store: Store;
  readonly nowMs: () => number;
  /** Lets time pass; less than 0 sets the clock back. */
  readonly advance: (ms: number) => void;
  readonly reopen: (sealer?: Sealer) => Promise<Store>;
}

export const organisation = "Z01";
export const owner = "relay-1";
export const leaseMs = 60_000;
export const horizonMs = 90_000_000;
export const startMs = Date.UTC(2026, 0, 31, 14, 5);
export const issue: Issue = { severity: "error", code: "value", rule: "example", message: "Check this." };
export const lfpse = { id: "example-1", versionId: "1", referenceNumber: "EXAMPLE-1" };
export const rejected: Settlement = { state: "rejected", issues: [issue] };
export const unknown: Settlement = { state: "unknown", issues: [issue] };
export const parked: Settlement = { state: "parked", issues: [issue] };
export const accepted: Settlement = { state: "accepted", lfpse };
export const withdrawn: Settlement = { state: "withdrawn" };

/** Returns a settlement that lets an operation wait. */
export function waiting(delayMs: number): Settlement {
  return { state: "waiting", delayMs, issues: [issue] };
}

/** Opens an empty store; it is closed and removed with the test. */
export async function opened(make: MakeStore, sealer: Sealer = exampleSealer("k1")): Promise<Opened> {
  let timeMs = startMs;
  const underTest = await make(() => timeMs);
  let store = await underTest.open(sealer);
  onTestFinished(async () => {
    await store.close();
    await underTest.remove();
  });
  return {
    store,
    nowMs: () => timeMs,
    advance: (ms) => {
      timeMs += ms;
    },
    async reopen(next = sealer) {
      await store.close();
      store = await underTest.open(next);
      return store;
    },
  };
}

/** Returns a sealer that hides text and knows what it sealed, where, and with which of its keys; the first is the newest. */
export function exampleSealer(...keys: readonly string[]): Sealer {
  const [newest = "none"] = keys;
  return {
    seal: (text, place) =>
      Buffer.from(`${newest}|${place}|${Buffer.from(text).toString("base64")}`).map((byte) => byte ^ 0x80),
    open(bytes, place) {
      const [key = "", sealedFor, text = ""] = Buffer.from(bytes.map((byte) => byte ^ 0x80))
        .toString()
        .split("|");
      if (sealedFor === undefined) throw new SealError("changed");
      if (!keys.includes(key)) throw new SealError("unknown-key", key);
      if (sealedFor !== place) throw new SealError("changed");
      return Buffer.from(text, "base64").toString();
    },
    isCurrent: (bytes) =>
      Buffer.from(bytes.map((byte) => byte ^ 0x80))
        .toString()
        .startsWith(`${newest}|`),
  };
}

/** Returns a create. */
export function create(id: string, parts: Partial<NewOperation> = {}): NewOperation {
  return {
    recordId: id,
    organisation,
    kind: "create",
    key: id,
    fingerprint: `fingerprint of ${id}`,
    body: `{"create":"${id}"}`,
    receipt: `receipt of ${id}`,
    receivedAtMs: startMs,
    actor: "token:example",
    isYellowCardMissing: false,
    ...parts,
  };
}

/** Returns an update. */
export function update(id: string, key: string, parts: Partial<NewOperation> = {}): NewOperation {
  return create(id, {
    kind: "update",
    key,
    fingerprint: `fingerprint of ${key}`,
    body: `{"update":"${key}"}`,
    receipt: `receipt of ${key}`,
    ...parts,
  });
}

/** Returns a withdrawal. */
export function withdraw(id: string, parts: Partial<NewOperation> = {}): NewOperation {
  return update(id, "withdraw", { kind: "withdraw", body: "", ...parts });
}

/** Takes the operation and expects that it was stored. */
export async function take(store: Store, operation: NewOperation): Promise<void> {
  expect(await store.take(operation)).toEqual({ outcome: "stored", receipt: operation.receipt });
}

/** Claims one record, and expects that there is one. */
export async function claimed(store: Store, by = owner): Promise<Claim> {
  const [claim] = await store.claim({ owner: by, leaseMs, limit: 1 });
  if (claim === undefined) throw new TypeError("Nothing was due.");
  return claim;
}

/** Claims everything that is due; returns the ids in order. */
export async function dueIds(store: Store, by = owner): Promise<string[]> {
  return (await store.claim({ owner: by, leaseMs, limit: 500 })).map(({ recordId }) => recordId);
}

/** Claims one record and marks it as sending. */
export async function sending(store: Store, by = owner): Promise<Claim> {
  const claim = await claimed(store, by);
  expect(await store.markSending({ ...claim, payload: `{"payload":${claim.sequence}}`, leaseMs })).toBe(true);
  return claim;
}

/** Delivers the record that is due first, with this end. */
export async function delivered(store: Store, settlement: Settlement): Promise<Claim> {
  const claim = await sending(store);
  expect(await store.settle({ ...claim, settlement })).toBe(true);
  return claim;
}

/** Takes a create and delivers it, with this end. */
export async function createdAs(store: Store, id: string, settlement: Settlement): Promise<Claim> {
  await take(store, create(id));
  return await delivered(store, settlement);
}

/** Returns the status of a record, and expects that there is one. */
export async function statusOf(store: Store, id: string): Promise<RecordStatus> {
  const status = await store.find(id);
  if (status === undefined) throw new TypeError("There is no such record.");
  return status;
}

/** Returns the states of a record's operations, in order. */
export async function operationStates(store: Store, id: string): Promise<string[]> {
  return (await statusOf(store, id)).operations.map(({ state }) => state);
}

/** Returns everything that a store keeps. */
export async function exported(store: Store): Promise<TransferEntry[]> {
  const entries: TransferEntry[] = [];
  for await (const entry of store.export()) entries.push(entry);
  return entries;
}

/** Returns a token as it is kept. */
export function token(id: string, parts: Partial<StoredToken> = {}): StoredToken {
  return { id, organisation, role: "reporter", hash: `hash of ${id}`, createdAtMs: startMs, ...parts };
}
