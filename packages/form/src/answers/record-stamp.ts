import type { DigitalFactorsRecord } from "@digital-factors/core";
import { newRecordId } from "./record-id.ts";

/** What one record carries besides its answers: its id, and when it was recorded. Both stay until they must change. */
export class RecordStamp {
  #id: string | undefined;
  #recordedAt: string | undefined;
  /** The record as it was when it was last whole. */
  #completedAs: string | undefined;

  constructor(recordedAt?: string) {
    this.#recordedAt = recordedAt;
  }

  get id(): string {
    this.#id ??= newRecordId();
    return this.#id;
  }

  get recordedAt(): string {
    this.#recordedAt ??= new Date().toISOString();
    return this.#recordedAt;
  }

  /** Notes a record that was whole before it came here. */
  keep(record: DigitalFactorsRecord): void {
    this.#completedAs = asAnswered(record);
  }

  /** Notes a record that is whole now; returns whether it has a new `recordedAt`, because its answers are new. */
  complete(record: DigitalFactorsRecord): boolean {
    if (this.#completedAs === asAnswered(record)) return false;
    this.keep(record);
    this.#recordedAt = new Date().toISOString();
    return true;
  }
}

function asAnswered(record: DigitalFactorsRecord): string {
  return JSON.stringify({ ...record, recordedAt: "" });
}
