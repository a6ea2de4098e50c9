import type { NudgeStrings } from "./nudge-en.ts";

/** The Welsh words of the narrative nudge. Not yet reviewed by a Welsh speaker. */
export const nudgeStringsCy: NudgeStrings = {
  question: "Ysgrifennoch chi “{words}”. A chwaraeodd system gyfrifiadurol ran?",
  yes: "Do, dweud mwy wrthym",
  no: "Naddo",
  unknown: "Ddim yn siŵr",
  dismiss: "Cuddio hwn",
};
