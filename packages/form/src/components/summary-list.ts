import type { QuestionId, RecordDraft } from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import type { FormState } from "../controllers/form-state.ts";
import { fill } from "../strings/strings.ts";

/** One answer in words. */
interface AnswerRow {
  readonly linkId: QuestionId;
  readonly label: string;
  readonly value: string;
}

/** Returns every question asked and its answer, in the words shown. */
function answerRows(state: FormState): readonly AnswerRow[] {
  const { flow, strings } = state;
  return flow
    .filter(({ linkId }) => state.isVisible(linkId))
    .flatMap(({ linkId }) => {
      const row = { linkId, label: strings.questions[linkId].short, value: inWords(linkId, state) };
      const reference = linkId === "yellow-card" ? referenceInWords(state) : undefined;
      return reference === undefined ? [row] : [row, { linkId, ...reference }];
    });
}

/** Renders the answers; each can be changed where `isChangeable`. */
export function summaryList(state: FormState, isChangeable: boolean): TemplateResult {
  const { strings } = state;
  return html`<dl part="summary-list" class="summary-list">
    ${answerRows(state).map(
      ({ linkId, label, value }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
          ${
            isChangeable
              ? html`<dd class="action">
                  <button type="button" class="link" @click=${() => state.change(linkId)}>
                    ${strings.check.change}<span class="unseen"> ${label}</span>
                  </button>
                </dd>`
              : nothing
          }
        </div>`,
    )}
  </dl>`;
}

function inWords(linkId: QuestionId, { draft, strings }: FormState): string {
  const { labels } = strings;
  const yesNo = (value: "yes" | "no" | "unknown" | undefined) => value && strings[value];
  const words = (): string | undefined => {
    switch (linkId) {
      case "part":
        return draft.part && strings.part[draft.part];
      case "system":
        return draft.systems?.map((system) => systemInWords(system, strings)).join("; ");
      case "group":
        return draft.group && labels.groups[draft.group].label;
      case "factors":
        return draft.factors
          ?.map((id) => (id === "not-sure" ? strings.questions.factors.none : labels.factors[id].label))
          .join("; ");
      case "still-happening":
        return yesNo(draft.stillHappening);
      case "others-affected":
        return yesNo(draft.othersAffected);
      case "description":
        return draft.description;
      case "medical-device":
        return yesNo(draft.systems?.[0]?.medicalDevice);
      case "harm":
        return draft.harm && strings.harm[draft.harm.kind];
      case "yellow-card":
        return strings.yellowCard.status[draft.yellowCard?.status ?? "unknown"];
      case "involvement":
        return undefined;
    }
  };
  return words() || strings.check.notAnswered;
}

function systemInWords(system: NonNullable<RecordDraft["systems"]>[number], strings: FormState["strings"]): string {
  const typeLabel = system.type === "not-sure" ? strings.unknown : strings.labels.systemTypes[system.type].label;
  const version = system.version === undefined ? undefined : fill(strings.system.version, { version: system.version });
  return [system.name ?? typeLabel, version, system.supplier].filter(Boolean).join(", ");
}

function referenceInWords({ answers, draft, strings }: FormState): Omit<AnswerRow, "linkId"> | undefined {
  const label = strings.yellowCard.bodies["yellow-card"].reference;
  const value = draft.yellowCard?.references?.[0]?.value;
  if (value !== undefined) return { label, value };
  const isTyped = answers.reference.trim() !== "" && draft.yellowCard?.status === "reported-no-number";
  return isTyped ? { label, value: strings.yellowCard.reference.notAdded } : undefined;
}
