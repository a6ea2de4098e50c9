import type { Context } from "hono";
import { fingerprint } from "../intake/fingerprint.ts";
import type { BodyLimits } from "../intake/read-json.ts";
import { readSubmission } from "../intake/read-submission.ts";
import { type IntakeOptions, takeOperation } from "../intake/take-operation.ts";
import { answerOperation } from "./answer-operation.ts";
import type { AppVariables } from "./app-variables.ts";
import { readOperationRequest } from "./operation-request.ts";
import { answerOutcome, httpOutcome } from "./outcome-response.ts";

/** `PUT /v1/records/{id}`: keeps the whole record as it is now, behind what was sent before. */
export async function updateRecord(
  context: Context<AppVariables>,
  options: IntakeOptions & BodyLimits,
): Promise<Response> {
  const request = readOperationRequest(context);
  if (!request.ok) return request.answer;
  const sent = await readSubmission(context, request.value, options);
  if (!sent.ok) return sent.answer;
  const { recordId, isYellowCardMissing } = sent;
  if (recordId !== request.value.recordId) {
    return answerOutcome(context, 400, httpOutcome("value", "The id of the record must be the one in the address."));
  }
  const taken = await takeOperation(
    {
      ...request.value,
      kind: "update",
      fingerprint: fingerprint("update", sent.value),
      body: sent.text,
      isYellowCardMissing,
    },
    options,
  );
  return answerOperation(context, taken);
}
