import { recordValues } from "@digital-factors/core";
import { html } from "hono/html";
import type { RecordStatus } from "../../store/record-store.ts";
import { choices } from "../components/choices.ts";
import { messageOf } from "../components/error-summary.ts";
import type { Markup } from "../components/markup.ts";
import { inset, warning } from "../components/notice.ts";
import { textInput } from "../components/text-input.ts";
import type { AdminStrings } from "../strings/strings.ts";
import { confirmation, type DecisionPageOptions } from "./decision-pages.ts";

/** Renders what withdrawing a record does. */
export function withdrawPage(options: DecisionPageOptions): Markup {
  const { withdraw, important } = options.strings;
  return confirmation({
    ...options,
    action: "withdraw",
    button: withdraw.button,
    look: "warning",
    text: html`${warning(important, consequenceOf(options.record, options.strings))}<p>${withdraw.local}</p>`,
  });
}

function consequenceOf({ state, lfpse }: RecordStatus, { withdraw: { consequence } }: AdminStrings): string {
  if (state === "unknown" || state === "parked") return consequence.held;
  if (lfpse !== undefined) return consequence.there;
  return state === "rejected" ? consequence.notThere : consequence.waiting;
}

/** Renders the form for a Yellow Card reference that came later. `key`: names this form, so that it counts once. */
export function yellowCardPage(options: DecisionPageOptions, key: string): Markup {
  const { faults, form, strings } = options;
  const { yellowCard, errorPrefix } = strings;
  return confirmation({
    ...options,
    action: "yellow-card",
    button: yellowCard.button,
    hidden: [["key", key]],
    text: inset(html`<p>${yellowCard.intro}</p>`),
    fields: html`${textInput({
      id: "reference",
      label: yellowCard.reference,
      hint: yellowCard.referenceHint,
      width: "medium",
      value: form?.get("reference") ?? "",
      error: messageOf(faults, "reference"),
      errorPrefix,
    })}
    ${choices({
      type: "radio",
      name: "covers",
      legend: yellowCard.covers,
      error: messageOf(faults, "covers"),
      errorPrefix,
      choices: recordValues.covers.map((value) => ({
        value,
        label: yellowCard.coverings[value],
        isChecked: form?.get("covers") === value,
      })),
    })}`,
  });
}

/** Renders what downloading the content of a record means. */
export function contentPage(options: DecisionPageOptions): Markup {
  const { faults, strings } = options;
  const { content, errorPrefix, important } = strings;
  return confirmation({
    ...options,
    action: "content",
    button: content.button,
    text: warning(important, content.consequence),
    fields: choices({
      type: "checkbox",
      name: "confirmed",
      legend: content.legend,
      error: messageOf(faults, "confirmed"),
      errorPrefix,
      choices: [{ value: "yes", label: content.confirm }],
    }),
  });
}
