import type { DeliveryState } from "../../src/store/delivery-state.ts";
import type { Settlement } from "../../src/store/delivery-store.ts";
import type { NewOperation, TakeResult } from "../../src/store/record-store.ts";
import { leaseMs } from "./store-under-test.ts";

interface ModelOperation {
  readonly operation: NewOperation;
  state: DeliveryState;
  attempts: number;
}

interface ModelRecord {
  readonly operations: ModelOperation[];
  hasEvent: boolean;
  fence: number;
  dueAtMs: number;
  /** Whether a claim's answer would still count. */
  isHeld: boolean;
  isLeased: boolean;
  claimsInARow: number;
}

interface ClaimNumber {
  readonly recordId: string;
  readonly sequence: number;
  readonly fence: number;
}

/** The promises of a store as plain code over a map, to compare a real one with. */
export class ModelStore {
  readonly #records = new Map<string, ModelRecord>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  take(operation: NewOperation): TakeResult {
    const { recordId, key, receipt, kind, expectedRevision } = operation;
    const record = this.#records.get(recordId);
    const known = record?.operations.find((each) => each.operation.key === key);
    if (known !== undefined) return { outcome: "known", receipt: known.operation.receipt };
    const added: ModelOperation = { operation, state: "waiting", attempts: 0 };
    if (record === undefined) {
      if (kind !== "create") return { outcome: "absent" };
      this.#records.set(recordId, {
        operations: [added],
        hasEvent: false,
        fence: 0,
        dueAtMs: this.#nowMs(),
        isHeld: false,
        isLeased: false,
        claimsInARow: 0,
      });
      return { outcome: "stored", receipt };
    }
    if (record.operations.at(-1)?.operation.kind === "withdraw") return { outcome: "withdrawn" };
    const revision = record.operations.length;
    if (expectedRevision !== undefined && expectedRevision !== revision) return { outcome: "stale", revision };
    const wasDone = !isOpen(current(record));
    record.operations.push(added);
    if (wasDone) this.#release(record, 0);
    const leaseEnded = !record.isLeased || record.dueAtMs <= this.#nowMs();
    if (leaseEnded) this.#withdrawFromNowhere(record);
    return { outcome: "stored", receipt };
  }

  due(): string[] {
    return [...this.#records]
      .filter(([, record]) => current(record).state === "waiting" && record.dueAtMs <= this.#nowMs())
      .map(([id]) => id);
  }

  claim(id: string) {
    const record = this.#record(id);
    if (!this.due().includes(id)) throw new TypeError("This record is not due.");
    record.fence += 1;
    record.claimsInARow += 1;
    record.isHeld = true;
    record.isLeased = true;
    record.dueAtMs = this.#nowMs() + leaseMs;
    return {
      sequence: record.operations.indexOf(current(record)) + 1,
      fence: record.fence,
      attempts: current(record).attempts,
      claimsInARow: record.claimsInARow,
      hasEvent: record.hasEvent,
    };
  }

  send(claim: ClaimNumber): boolean {
    const record = this.#record(claim.recordId);
    if (!this.#holds(record, claim) || !record.isLeased) return false;
    if (current(record).state !== "sending") {
      current(record).state = "sending";
      current(record).attempts += 1;
    }
    record.dueAtMs = this.#nowMs() + leaseMs;
    return true;
  }

  settle(claim: ClaimNumber, settlement: Settlement): boolean {
    const record = this.#record(claim.recordId);
    if (!this.#holds(record, claim)) return false;
    const operation = current(record);
    if (operation.state === "unknown" && settlement.state === "parked") return false;
    operation.state = settlement.state;
    if (settlement.state === "accepted") record.hasEvent = true;
    this.#release(record, settlement.state === "waiting" ? settlement.delayMs : 0);
    record.isHeld = settlement.state === "unknown";
    this.#withdrawFromNowhere(record);
    return true;
  }

  release(claim: ClaimNumber, delayMs: number): boolean {
    const record = this.#record(claim.recordId);
    if (!record.isHeld || record.fence !== claim.fence || current(record).state !== "waiting") return false;
    const { claimsInARow } = record;
    this.#release(record, delayMs);
    record.claimsInARow = claimsInARow - 1;
    this.#withdrawFromNowhere(record);
    return true;
  }

  sweep(): string[] {
    return [...this.#records].flatMap(([id, record]) => {
      const operation = current(record);
      if (operation.state !== "sending" || record.dueAtMs > this.#nowMs()) return [];
      record.isLeased = false;
      const isPost = !record.hasEvent && operation.operation.kind !== "withdraw";
      operation.state = isPost ? "unknown" : "waiting";
      record.dueAtMs = this.#nowMs();
      return isPost ? [id] : [];
    });
  }

  decide(id: string, kind: "send-again" | "is-at-lfpse"): "done" | "not-open" | "absent" {
    const record = this.#records.get(id);
    if (record === undefined) return "absent";
    const operation = current(record);
    const isChange = record.hasEvent && operation.operation.kind !== "withdraw";
    const isAtLfpse = operation.state === "unknown" || (operation.state === "parked" && isChange);
    const isOpenToIt = kind === "send-again" ? ["rejected", "unknown", "parked"].includes(operation.state) : isAtLfpse;
    if (!isOpenToIt) return "not-open";
    operation.state = kind === "send-again" ? "waiting" : "accepted";
    if (kind === "is-at-lfpse") record.hasEvent = true;
    record.fence += 1;
    this.#release(record, 0);
    this.#withdrawFromNowhere(record);
    return "done";
  }

  status(id: string) {
    const record = this.#records.get(id);
    if (record === undefined) return undefined;
    return {
      state: current(record).state,
      revision: record.operations.length,
      attempts: record.operations.reduce((sum, { attempts }) => sum + attempts, 0),
      hasEvent: record.hasEvent,
      operations: record.operations.map(({ operation, state }) => `${operation.key} ${state}`),
    };
  }

  #record(id: string): ModelRecord {
    const record = this.#records.get(id);
    if (record === undefined) throw new TypeError("There is no such record.");
    return record;
  }

  #holds(record: ModelRecord, { sequence, fence }: ClaimNumber): boolean {
    return record.isHeld && record.fence === fence && record.operations.indexOf(current(record)) + 1 === sequence;
  }

  #release(record: ModelRecord, delayMs: number): void {
    record.isHeld = false;
    record.isLeased = false;
    record.claimsInARow = 0;
    record.dueAtMs = this.#nowMs() + delayMs;
  }

  /** Nothing goes to LFPSE only to be withdrawn. */
  #withdrawFromNowhere(record: ModelRecord): void {
    const { operations } = record;
    const isNowhere = !record.hasEvent && !operations.some(({ state }) => state === "sending" || state === "unknown");
    const last = operations.at(-1);
    if (last?.operation.kind !== "withdraw" || !isOpen(last) || !isNowhere) return;
    for (const operation of operations.filter(isOpen)) operation.state = "withdrawn";
    this.#release(record, 0);
  }
}

function isOpen({ state }: ModelOperation): boolean {
  return state === "waiting" || state === "sending" || state === "unknown" || state === "parked";
}

function current({ operations }: ModelRecord): ModelOperation {
  const operation = operations.find(isOpen) ?? operations.at(-1);
  if (operation === undefined) throw new TypeError("There is no operation.");
  return operation;
}
