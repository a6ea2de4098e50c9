import { type AdverseEvent, type Issue, referenceNumberOf } from "@digital-factors/core";
import type { ReadAnswer } from "../retry/timed-fetch.ts";
import { isObject } from "./json-object.ts";

/**
 * The receipt of an event that LFPSE holds. LFPSE cannot be asked for it later, so keep all of this; it is plain JSON.
 *
 * @example
 * const stored: StoredEvent = {
 *   id: "example",
 *   issues: [],
 *   payload: '{"resourceType":"AdverseEvent"}',
 *   resource: { resourceType: "AdverseEvent", id: "example" },
 * };
 */
export interface StoredEvent {
  /** LFPSE's id of the event: what `update` and `delete` take. */
  readonly id: string;
  /** Absent if the answer had none, or one with control characters. */
  readonly versionId?: string;
  /** National reference number, for people. Absent if the answer had none, or one with control characters. */
  readonly referenceNumber?: string;
  /** Remarks of LFPSE; warnings, since the event is stored. */
  readonly issues: readonly Issue[];
  /** The JSON text that was sent, byte for byte: what the next update starts from. */
  readonly payload: string;
  /** The event as LFPSE answered it. */
  readonly resource: AdverseEvent;
}

/** What an answer in 200–299 told: the event, or why it cannot be taken for one. */
export type ReadEvent =
  | { readonly ok: true; readonly value: Omit<StoredEvent, "payload"> }
  | { readonly ok: false; readonly reason: "operation-outcome" | "event-without-id" | "not-an-event" };

/**
 * Returns the event in an answer. The body decides, not its content type: an id that arrived is never thrown away. The form
 * of an id is not known, but one with control characters is none.
 */
export function readStoredEvent({ json }: ReadAnswer): ReadEvent {
  if (!isObject(json)) return { ok: false, reason: "not-an-event" };
  if (json.resourceType === "OperationOutcome") return { ok: false, reason: "operation-outcome" };
  if (json.resourceType !== "AdverseEvent") return { ok: false, reason: "not-an-event" };
  const id = printable(json.id);
  if (id === undefined || id === "") return { ok: false, reason: "event-without-id" };
  const resource: AdverseEvent = { ...json, resourceType: "AdverseEvent", id };
  const versionId = isObject(json.meta) ? printable(json.meta.versionId) : undefined;
  const referenceNumber = isExtensionList(json.extension) ? printable(referenceNumberOf(resource)) : undefined;
  return {
    ok: true,
    value: {
      id,
      ...(versionId === undefined ? {} : { versionId }),
      ...(referenceNumber === undefined ? {} : { referenceNumber }),
      issues: [],
      resource,
    },
  };
}

/** Not every database takes a control character, and no address half a surrogate pair. */
function printable(value: unknown): string | undefined {
  return typeof value === "string" && !/[\p{Cc}\p{Cs}]/u.test(value) ? value : undefined;
}

/** An answer is data from outside: one odd extension must not lose the id that stands beside it. */
function isExtensionList(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (each) =>
        isObject(each) &&
        typeof each.url === "string" &&
        (each.extension === undefined || isExtensionList(each.extension)),
    )
  );
}
