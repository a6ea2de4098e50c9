import type { Context } from "hono";
import type { AppVariables } from "../routes/app-variables.ts";
import { answerOutcome, issuesOutcome } from "../routes/outcome-response.ts";
import type { NewOperation, RecordStore } from "../store/record-store.ts";
import { parseSubmission } from "./parse-submission.ts";
import { type BodyLimits, readJson } from "./read-json.ts";
import type { IntakeOptions } from "./take-operation.ts";
import { uuidOf } from "./uuid.ts";
import { isYellowCardMissing } from "./yellow-card-missing.ts";

/** A submission as it is to be kept, the id of its record in small letters; or the answer to one that is wrong. */
export type SentSubmission =
  | {
      readonly ok: true;
      readonly text: string;
      readonly value: unknown;
      readonly recordId: string;
      readonly isYellowCardMissing: boolean;
    }
  | { readonly ok: false; readonly answer: Response };

/** Under which key something is sent, and for whom. */
export type SentUnder = Pick<NewOperation, "recordId" | "organisation" | "key">;

/**
 * Reads the submission in the body of a request, or answers 400, 408, 413, 415 or 422.
 *
 * Content that breaks a rule is let through where its key is known: the rules of an earlier release or of other settings
 * allowed it, and the store tells whether it is what was taken then.
 */
export async function readSubmission(
  context: Context<AppVariables>,
  under: SentUnder | undefined,
  options: BodyLimits & Pick<IntakeOptions, "profile" | "store">,
): Promise<SentSubmission> {
  const body = await readJson(context, options);
  if (!body.ok) return body;
  const sent = withKeptId(body);
  const parsed = parseSubmission(sent.value, options.profile);
  if (parsed.ok) {
    const { record } = parsed.value;
    return { ok: true, ...sent, recordId: record.id, isYellowCardMissing: isYellowCardMissing(record) };
  }
  if (under !== undefined && (await isKnown(under, options.store))) {
    return { ok: true, ...sent, recordId: under.recordId, isYellowCardMissing: false };
  }
  return { ok: false, answer: answerOutcome(context, 422, issuesOutcome(parsed.issues)) };
}

async function isKnown({ recordId, organisation, key }: SentUnder, store: RecordStore): Promise<boolean> {
  const status = await store.find(recordId, organisation);
  return status?.operations.some((operation) => operation.key === key) === true;
}

/** Writes the id of the record as it is kept, so that one record has one id wherever its content goes. */
function withKeptId({ text, value }: { readonly text: string; readonly value: unknown }): {
  readonly text: string;
  readonly value: unknown;
} {
  const record = (value as { readonly record?: { readonly id?: unknown } | null } | null)?.record;
  const sentId = record?.id;
  const id = typeof sentId === "string" ? uuidOf(sentId) : undefined;
  if (id === undefined || id === sentId) return { text, value };
  const kept = { ...(value as object), record: { ...record, id } };
  return { text: JSON.stringify(kept), value: kept };
}
