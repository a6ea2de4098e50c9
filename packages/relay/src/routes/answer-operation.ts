import type { Context } from "hono";
import type { YellowCardResult } from "../intake/add-yellow-card.ts";
import { answerJson } from "./answer.ts";
import type { AppVariables } from "./app-variables.ts";
import { answerOutcome, httpOutcome, issuesOutcome } from "./outcome-response.ts";

/** Answers what became of an operation: 202 with its receipt, 404, 409, 410, 412 or 422. */
export function answerOperation(context: Context<AppVariables>, result: YellowCardResult): Response {
  const refuse = (status: number, code: string, message: string, headers?: Readonly<Record<string, string>>) =>
    answerOutcome(context, status, httpOutcome(code, message), headers);
  switch (result.outcome) {
    case "stored":
    case "known":
      return answerJson(context, 202, result.receipt);
    case "conflict":
      return refuse(409, "conflict", "Something else was sent under this key before. Use a new one for something new.");
    case "withdrawn":
      return refuse(409, "conflict", "The record was withdrawn. Send what is new as a new record.");
    case "full":
      return refuse(
        422,
        "business-rule",
        "The record takes no more changes. To correct it, withdraw it and send it again under a new id.",
      );
    case "absent":
      return noRecord(context);
    case "removed":
      return refuse(410, "deleted", "The content of this record was removed. Send the whole record by PUT.");
    case "stale":
      return refuse(412, "conflict", "The record has another revision by now. Read it again, then decide.", {
        ETag: `"${result.revision}"`,
      });
    case "invalid":
      return answerOutcome(context, 422, issuesOutcome(result.issues));
  }
}

/** Answers 404 to a record that is unknown or another organisation's: which of the two stays unsaid. */
export function noRecord(context: Context<AppVariables>): Response {
  return answerOutcome(context, 404, httpOutcome("not-found", "There is no record of yours under this id."));
}
