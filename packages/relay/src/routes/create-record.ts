import type { Context } from "hono";
import { fingerprint } from "../intake/fingerprint.ts";
import type { BodyLimits } from "../intake/read-json.ts";
import { readSubmission } from "../intake/read-submission.ts";
import { type IntakeOptions, takeOperation } from "../intake/take-operation.ts";
import { isYellowCardMissing } from "../intake/yellow-card-missing.ts";
import { answerOperation } from "./answer-operation.ts";
import type { AppVariables } from "./app-variables.ts";
import { senderOf } from "./operation-request.ts";
import { answerOutcome, httpOutcome } from "./outcome-response.ts";

/** `POST /v1/records`: keeps a record and answers with its receipt. */
export async function createRecord(
  context: Context<AppVariables>,
  options: IntakeOptions & BodyLimits,
): Promise<Response> {
  const key = context.req.header("Idempotency-Key");
  if (key === undefined) {
    return answerOutcome(context, 400, httpOutcome("required", "Send Idempotency-Key: the id of the record."));
  }
  const sender = senderOf(context);
  if (!sender.ok) return sender.answer;
  const sent = await readSubmission(context, options);
  if (!sent.ok) return sent.answer;
  const { record } = sent.submission;
  if (key !== record.id) {
    return answerOutcome(context, 400, httpOutcome("value", "Idempotency-Key must be the id of the record."));
  }
  const taken = await takeOperation(
    {
      ...sender.value,
      recordId: record.id,
      kind: "create",
      key,
      fingerprint: fingerprint("create", sent.value),
      body: sent.text,
      isYellowCardMissing: isYellowCardMissing(record),
    },
    options,
  );
  return answerOperation(context, taken);
}
