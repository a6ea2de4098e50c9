import type { DigitalFactorsRecord, RecordDraft } from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import { radios } from "../components/choices.ts";
import { question } from "../components/question.ts";
import { yellowCardHandOff } from "../components/yellow-card-hand-off.ts";
import { yellowCardReference } from "../components/yellow-card-reference.ts";
import type { FormState } from "../controllers/form-state.ts";
import { yellowCardInPlay } from "../controllers/yellow-card-in-play.ts";

type Status = DigitalFactorsRecord["yellowCard"]["status"];

const statuses = ["reported", "reported-no-number", "someone-else-will", "not-reported"] as const;
const harms = ["actual", "near-miss", "delayed-or-wrong-care", "none", "unknown"] as const;

/** Screen 4: whether a report has gone, or should go, to those who watch over devices and medicines. Nothing here is required. */
export function yellowCard(state: FormState): TemplateResult {
  const { strings } = state;
  const isAsked = state.isVisible("yellow-card");
  const { body, reasons } = yellowCardInPlay(state);
  const words = strings.yellowCard;
  const { heading, what } = words.bodies[body];
  const because = reasons.map(({ rule }) => words.because[rule]).find(Boolean);
  return html`<h2 part="heading" class="heading" tabindex="-1">${isAsked ? heading : words.factHeading}</h2>
    ${
      isAsked
        ? html`<p>${state.isForPublic && body === "yellow-card" ? words.publicWhat : what} ${because} ${words.both}</p>`
        : nothing
    }
    ${state.isVisible("medical-device") ? medicalDevice(state) : nothing} ${state.isVisible("harm") ? harm(state) : nothing}
    ${isAsked ? hasBeenSent(state) : nothing}`;
}

function medicalDevice(state: FormState): TemplateResult {
  const { strings, draft } = state;
  const [system, ...others] = draft.systems ?? [];
  const value = system?.medicalDevice;
  return radios({
    ...question(state, "medical-device"),
    look: "row",
    choices: (["yes", "no", "unknown"] as const).map((each) => ({ value: each, label: strings[each] })),
    picked: value === undefined ? [] : [value],
    onPick: (picked) => {
      const medicalDevice = picked as DigitalFactorsRecord["systems"][number]["medicalDevice"];
      if (system !== undefined) state.answer("medical-device", { systems: [{ ...system, medicalDevice }, ...others] });
    },
  });
}

function harm(state: FormState): TemplateResult {
  const { strings, draft } = state;
  return radios({
    ...question(state, "harm"),
    choices: harms.map((value) => ({ value, label: strings.harm[value] })),
    picked: draft.harm === undefined ? [] : [draft.harm.kind],
    onPick: (kind) => state.answer("harm", { harm: { ...draft.harm, kind } } as RecordDraft),
  });
}

function hasBeenSent(state: FormState): TemplateResult {
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
