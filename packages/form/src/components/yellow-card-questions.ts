import type { DigitalFactorsRecord, RecordDraft } from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import type { YellowCardAnswering } from "../controllers/yellow-card-answering.ts";
import { radios } from "./choices.ts";
import { question } from "./question.ts";
import { yellowCardHandOff } from "./yellow-card-hand-off.ts";
import { yellowCardReference } from "./yellow-card-reference.ts";

type Status = DigitalFactorsRecord["yellowCard"]["status"];

const statuses = ["reported", "reported-no-number", "someone-else-will", "not-reported"] as const;
const harms = ["actual", "near-miss", "delayed-or-wrong-care", "none", "unknown"] as const;

/** Renders the facts that decide, where one does, and whether a report has been sent. Nothing here is required. */
export function yellowCardQuestions(state: YellowCardAnswering): TemplateResult {
  return html`${state.isVisible("medical-device") ? medicalDevice(state) : nothing}
  ${state.isVisible("harm") ? harm(state) : nothing} ${state.isVisible("yellow-card") ? hasBeenSent(state) : nothing}`;
}

function medicalDevice(state: YellowCardAnswering): TemplateResult {
  const { strings, draft } = state;
  const [system = { type: "not-sure" }, ...others] = draft.systems ?? [];
  const value = system.medicalDevice;
  return radios({
    ...question(state, "medical-device"),
    look: "row",
    choices: (["yes", "no", "unknown"] as const).map((each) => ({ value: each, label: strings[each] })),
    picked: value === undefined ? [] : [value],
    onPick: (picked) => {
      const medicalDevice = picked as DigitalFactorsRecord["systems"][number]["medicalDevice"];
      state.answer("medical-device", { systems: [{ ...system, medicalDevice }, ...others] });
    },
  });
}

function harm(state: YellowCardAnswering): TemplateResult {
  const { strings, draft } = state;
  return radios({
    ...question(state, "harm"),
    choices: harms.map((value) => ({ value, label: strings.harm[value] })),
    picked: draft.harm === undefined ? [] : [draft.harm.kind],
    onPick: (kind) => state.answer("harm", { harm: { ...draft.harm, kind } } as RecordDraft),
  });
}

function hasBeenSent(state: YellowCardAnswering): TemplateResult {
  const { strings, draft } = state;
  const status = draft.yellowCard?.status;
  return radios({
    ...question(state, "yellow-card"),
    choices: statuses.map((value) => ({
      value,
      label: strings.yellowCard.status[value],
      reveals:
        value !== status
          ? nothing
          : value === "reported"
            ? yellowCardReference(state)
            : value === "not-reported"
              ? yellowCardHandOff(state)
              : nothing,
    })),
    picked: status === undefined ? [] : [status],
    onPick: (value) =>
      state.answer("yellow-card", { yellowCard: { status: value as Status, references: [] } }, { reference: "" }),
  });
}
