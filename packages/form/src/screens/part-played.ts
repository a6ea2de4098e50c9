import { type DigitalFactorsRecord, recordValues } from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import { choiceOf, matchingChoices, type SystemChoice } from "../answers/system-choices.ts";
import { radios } from "../components/choices.ts";
import { identifierGuard } from "../components/identifier-guard.ts";
import { question } from "../components/question.ts";
import type { FormState } from "../controllers/form-state.ts";
import { fill } from "../strings/strings.ts";

/** Screen 1: did a system play a part, and which. */
export function partPlayed(state: FormState): TemplateResult {
  const { strings, draft } = state;
  return html`${radios({
    ...question(state, "part"),
    isHeading: true,
    choices: recordValues.part.map((value) => ({ value, label: strings.part[value] })),
    picked: draft.part === undefined ? [] : [draft.part],
    onPick: (value) => state.answer("part", { part: value as DigitalFactorsRecord["part"] }),
  })}${
    state.isVisible("system")
      ? html`<div class="appear">${whichSystem(state)}</div>`
      : html`<p role="status">${draft.part === "none" ? strings.done.thanks : nothing}</p>`
  }`;
}

function whichSystem(state: FormState): TemplateResult {
  const { strings, draft, answers } = state;
  const { usual, others } = state.choices;
  const system = draft.systems?.[0];
  const choice = choiceOf(system, usual);
  const isOther = answers.isOtherSystem || (system !== undefined && system.type !== "not-sure" && choice === undefined);
  const picked = isOther ? "other-system" : system?.type === "not-sure" ? "not-sure" : choice?.value;
  return radios({
    ...question(state, "system"),
    choices: [
      ...usual,
      { value: "other-system", label: strings.system.other, reveals: isOther ? systemSearch(state, others) : nothing },
      { value: "not-sure", label: strings.unknown },
    ],
    picked: picked === undefined ? [] : [picked],
    onPick: (value) => {
      const found = usual.find((each) => each.value === value);
      const system = found?.system ?? (value === "not-sure" ? ({ type: "not-sure" } as const) : undefined);
      state.answer("system", { systems: system && [system] }, { isOtherSystem: system === undefined });
    },
  });
}

/** The systems that are not among the first: a search box over plain radios, which any keyboard and screen reader can use. */
function systemSearch(state: FormState, others: readonly SystemChoice[]): TemplateResult {
  const { strings, draft, systemSearch: search } = state;
  const system = draft.systems?.[0];
  const matches = matchingChoices(others, search);
  const typed = search.trim();
  const asTyped: readonly SystemChoice[] =
    typed === ""
      ? []
      : [
          {
            value: "as-typed",
            label: fill(strings.system.asTyped, { name: typed }),
            system: { type: "other-system", name: typed.slice(0, 200) },
          },
        ];
  const shown = [...matches, ...asTyped];
  const picked = choiceOf(system, shown);
  // A system from an earlier visit or the host stays in sight though the search does not find it.
  const kept: readonly SystemChoice[] =
    system !== undefined && picked === undefined
      ? [{ value: "kept", label: system.name ?? strings.labels.systemTypes[system.type].label, system }]
      : [];
  return html`<label class="legend" for="system-search">${strings.system.search}</label>
    <input
      part="input"
      id="system-search"
      type="text"
      autocomplete="off"
      maxlength="200"
      .value=${search}
      @input=${({ currentTarget }: Event) => state.search((currentTarget as HTMLInputElement).value)}
    />
    <p class="hint" role="status">
      ${matches.length === 1 ? strings.system.oneMatch : fill(strings.system.matches, { n: matches.length })}
    </p>
    ${radios({
      id: "other-system",
      legend: strings.system.found,
      errorPrefix: "",
      choices: [...kept, ...shown],
      picked: kept.length > 0 ? ["kept"] : picked === undefined ? [] : [picked.value],
      onPick: (value) => {
        const found = shown.find((each) => each.value === value);
        if (found !== undefined) state.answer("system", { systems: [found.system] }, { isOtherSystem: true });
      },
    })}
    ${identifierGuard(state, "system")}`;
}
