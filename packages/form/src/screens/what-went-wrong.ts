import { type FactorGroupId, factorGroupIds } from "@digital-factors/core";
import type { TemplateResult } from "lit";
import { radios } from "../components/choices.ts";
import { question } from "../components/question.ts";
import type { FormState } from "../controllers/form-state.ts";

/** Screen 2: the tiles. */
export function whatWentWrong(state: FormState): TemplateResult {
  const { strings, draft } = state;
  return radios({
    ...question(state, "group"),
    isHeading: true,
    look: "tiles",
    choices: factorGroupIds.map((value) => ({
      value,
      label: strings.labels.groups[value].label,
      // The hint of the last tile explains it to those who keep the tree, not to reporters.
      hint: value === "closing" ? undefined : strings.labels.groups[value].hint,
    })),
    picked: draft.group === undefined ? [] : [draft.group],
    onPick: (value) => state.answer("group", { group: value as FactorGroupId }),
  });
}
