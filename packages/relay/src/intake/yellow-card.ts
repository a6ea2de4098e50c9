import {
  checkYellowCardReference,
  type Issue,
  type LfpseProfile,
  type ReferenceProblem,
  type Result,
  recordLimits,
  recordValues,
} from "@digital-factors/core";
import * as z from "zod/mini";
import { parseSubmission, type Submission } from "./parse-submission.ts";

/** The body of `POST /v1/records/{id}/yellow-card`. */
export const yellowCardSchema = z.strictObject({
  covers: z.enum(recordValues.covers),
  value: z.string().check(z.minLength(1), z.maxLength(recordLimits.referenceCharacters)),
});

/** A Yellow Card reference as it is kept. */
export type YellowCard = z.infer<typeof yellowCardSchema>;

const advice: Readonly<Record<ReferenceProblem, string>> = {
  empty: "Send the reference that the Yellow Card scheme gave.",
  "too-short": "A reference has 3 characters or more.",
  "too-long": `A reference has no more than ${recordLimits.referenceCharacters} characters.`,
  "no-digit": "A reference holds at least one digit.",
  characters: "A reference holds letters, digits, spaces and - / . _ : # alone.",
  "web-address-or-email": "This is a web address or an email address. Send the reference alone.",
  "nhs-number": "This is an NHS number. Send the reference of the Yellow Card.",
};

/** Returns the reference in a parsed body, tidied, or why it is none. Never throws; no issue holds the reference. */
export function parseYellowCard(body: unknown): Result<YellowCard> {
  const parsed = yellowCardSchema.safeParse(body);
  if (!parsed.success) {
    return {
      ok: false,
      issues: [cardIssue(placeOf(parsed.error), "shape", "Send { covers, value } as the API describes.")],
    };
  }
  const checked = checkYellowCardReference(parsed.data.value);
  return checked.ok
    ? { ok: true, value: { ...parsed.data, value: checked.value } }
    : { ok: false, issues: [cardIssue("value", checked.reason, advice[checked.reason])] };
}

/**
 * Returns the body of a submission with the reference in its record, or why it cannot be added. The same reference is
 * not added twice: what it covers is set anew where that is known.
 *
 * @param body - JSON text of the submission as it is now.
 */
export function withYellowCard(
  body: string,
  card: YellowCard,
  profile: LfpseProfile,
): Result<{ readonly body: string; readonly submission: Submission }> {
  const submission = JSON.parse(body) as { readonly record: { readonly yellowCard?: { references?: YellowCard[] } } };
  const { references = [] } = submission.record.yellowCard ?? {};
  const isSame = ({ value }: YellowCard) => keyOf(value) === keyOf(card.value);
  const merged = references.some(isSame)
    ? references.map((known) =>
        isSame(known) && card.covers !== "unknown" ? { ...known, covers: card.covers } : known,
      )
    : [...references, card];
  const record = { ...submission.record, yellowCard: { status: "reported", references: merged } };
  const changed = { ...submission, record };
  const parsed = parseSubmission(changed, profile);
  return parsed.ok ? { ok: true, value: { body: JSON.stringify(changed), submission: parsed.value } } : parsed;
}

function keyOf(reference: string): string {
  const checked = checkYellowCardReference(reference);
  return checked.ok ? checked.key : reference;
}

function placeOf({ issues: [first] }: z.core.$ZodError): string | undefined {
  const name = first?.path[0];
  return name === "covers" || name === "value" ? name : undefined;
}

function cardIssue(expression: string | undefined, rule: string, message: string): Issue {
  const place = expression === undefined ? {} : { expression };
  return { severity: "error", code: "value", rule, linkId: "yellow-card", message, ...place };
}
