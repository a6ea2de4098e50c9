import {
  type AdverseEvent,
  type DigitalFactorsRecord,
  type Issue,
  type LfpseProfile,
  parseRecord,
  type Result,
  validateAdverseEvent,
} from "@digital-factors/core";
import { buildAdverseEvent } from "../delivery/build-adverse-event.ts";

/**
 * The body of `POST /v1/records`: a record, and the vendor's `AdverseEvent` where there is one.
 */
export interface Submission {
  readonly record: DigitalFactorsRecord;
  readonly adverseEvent?: AdverseEvent;
}

const fields: readonly string[] = ["record", "adverseEvent"];

/**
 * Returns the submission in a parsed body, or every issue found. The expressions of record issues are those of
 * `parseRecord`; those of the event begin with `AdverseEvent`.
 *
 * @param body - Parsed JSON of the request body; anything.
 * @param profile - Taxonomy release the event is checked against.
 */
export function parseSubmission(body: unknown, profile: LfpseProfile): Result<Submission> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return refused("is-object", 'Send an object: { "record": …, "adverseEvent"?: … }.');
  }
  if (Object.keys(body).some((name) => !fields.includes(name))) {
    return refused("unknown-field", "The body has a field other than record and adverseEvent. Leave it out.");
  }
  const { record: recordInput, adverseEvent } = body as { readonly record?: unknown; readonly adverseEvent?: unknown };
  const record = parseRecord(recordInput);
  const eventErrors =
    adverseEvent === undefined
      ? []
      : validateAdverseEvent(adverseEvent, profile).filter(({ severity }) => severity === "error");
  if (!record.ok) return { ok: false, issues: [...record.issues, ...eventErrors] };
  if (eventErrors.length > 0) return { ok: false, issues: eventErrors };
  if (adverseEvent === undefined) return { ok: true, value: { record: record.value } };
  const event = adverseEvent as AdverseEvent;
  const built = buildAdverseEvent(record.value, event, profile);
  return built.ok ? { ok: true, value: { record: record.value, adverseEvent: event } } : built;
}

/**
 * Returns the submission in a stored body, which was valid when it came.
 *
 * @throws TypeError if it is not: the release that took it allowed more than this one.
 */
export function readStoredSubmission(text: string): Submission {
  const { record, adverseEvent } = JSON.parse(text) as { readonly record?: unknown; readonly adverseEvent?: unknown };
  const parsed = parseRecord(record);
  if (!parsed.ok) throw new TypeError("The stored record is not one that this release can read.");
  return {
    record: parsed.value,
    ...(adverseEvent === undefined ? {} : { adverseEvent: adverseEvent as AdverseEvent }),
  };
}

function refused(rule: string, message: string): { readonly ok: false; readonly issues: readonly Issue[] } {
  return { ok: false, issues: [{ severity: "error", code: "structure", rule, message }] };
}
