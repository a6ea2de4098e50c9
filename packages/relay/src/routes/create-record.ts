import type { Context } from "hono";
import { fingerprint } from "../intake/fingerprint.ts";
import type { BodyLimits } from "../intake/read-json.ts";
import { readSubmission } from "../intake/read-submission.ts";
import { type IntakeOptions, takeOperation } from "../intake/take-operation.ts";
import { uuidOf } from "../intake/uuid.ts";
import { answerOperation } from "./answer-operation.ts";
import type { AppVariables } from "./app-variables.ts";
import { senderOf } from "./operation-request.ts";
import { answerOutcome, httpOutcome } from "./outcome-response.ts";

/** `POST /v1/records`: keeps a record and answers with its receipt. */
export async function createRecord(
  context: Context<AppVariables>,
  options: IntakeOptions & BodyLimits,
): Promise<Response> {
  const sentKey = context.req.header("Idempotency-Key");
  if (sentKey === undefined) {
    return answerOutcome(context, 400, httpOutcome("required", "Send Idempotency-Key: the id of the record."));
  }
  const sender = senderOf(context);
  if (!sender.ok) return sender.answer;
  const key = uuidOf(sentKey);
  const under = key === undefined ? undefined : { recordId: key, organisation: sender.value.organisation, key };
  const sent = await readSubmission(context, under, options);
  if (!sent.ok) return sent.answer;
  const { recordId, isYellowCardMissing } = sent;
  if (key !== recordId) {
    return answerOutcome(context, 400, httpOutcome("value", "Idempotency-Key must be the id of the record."));
  }
  const taken = await takeOperation(
    {
      ...sender.value,
      recordId,
      kind: "create",
      key,
      fingerprint: fingerprint("create", sent.value),
      body: sent.text,
      isYellowCardMissing,
    },
    options,
  );
  return answerOperation(context, taken);
}
