import type { QuestionId } from "@digital-factors/core";
import type { FormState } from "../controllers/form-state.ts";
import type { FieldsetOptions } from "./fieldset.ts";

/** Returns what every field of a question shows: its legend, hint and error, under its linkId. */
export function question(
  state: Pick<FormState, "strings" | "faultOf">,
  linkId: QuestionId,
): Pick<FieldsetOptions, "id" | "legend" | "hint" | "error" | "errorPrefix"> {
  const { legend, hint }: { readonly legend: string; readonly hint?: string } = state.strings.questions[linkId];
  return { id: linkId, legend, hint, error: state.faultOf(linkId), errorPrefix: state.strings.errors.prefix };
}
