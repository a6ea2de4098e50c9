import type { Context } from "hono";
import type { AppVariables } from "../routes/app-variables.ts";
import { answerOutcome, issuesOutcome } from "../routes/outcome-response.ts";
import { parseSubmission, type Submission } from "./parse-submission.ts";
import { type BodyLimits, readJson } from "./read-json.ts";
import type { IntakeOptions } from "./take-operation.ts";

/** A submission as it came and as it is understood, or the answer to one that is wrong. */
export type SentSubmission =
  | { readonly ok: true; readonly text: string; readonly value: unknown; readonly submission: Submission }
  | { readonly ok: false; readonly answer: Response };

/** Reads the submission in the body of a request, or answers 400, 408, 413, 415 or 422. */
export async function readSubmission(
  context: Context<AppVariables>,
  options: BodyLimits & Pick<IntakeOptions, "profile">,
): Promise<SentSubmission> {
  const body = await readJson(context, options);
  if (!body.ok) return body;
  const submission = parseSubmission(body.value, options.profile);
  return submission.ok
    ? { ...body, submission: submission.value }
    : { ok: false, answer: answerOutcome(context, 422, issuesOutcome(submission.issues)) };
}
