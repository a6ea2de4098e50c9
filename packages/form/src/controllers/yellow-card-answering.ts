import type { AssessYellowCardOptions, RecordDraft } from "@digital-factors/core";
import type { Answers } from "../answers/answers.ts";
import type { FormState } from "./form-state.ts";

/** What the Yellow Card questions need of a state: part of a form's, or the whole of the prompt's. */
export interface YellowCardAnswering
  extends Pick<
      FormState,
      "strings" | "draft" | "isForPublic" | "announcement" | "isVisible" | "faultOf" | "answer" | "say" | "remind"
    >,
    AssessYellowCardOptions {
  readonly answers: Pick<Answers, "reference">;
  /** What goes into the summary. */
  readonly record: RecordDraft;
  /** What was reported before anything was asked here. Default: nothing. */
  readonly settled?: RecordDraft["yellowCard"];
}

/** "I have sent one" with no usable number is kept as what it is: sent, number not known. */
export function isSentWithoutNumber(yellowCard: RecordDraft["yellowCard"]): boolean {
  return yellowCard?.status === "reported" && (yellowCard.references?.length ?? 0) === 0;
}
