import { html } from "hono/html";
import type { RecordStatus } from "../../store/record-store.ts";
import { adminPaths, type RecordAction } from "../admin-paths.ts";
import { type ButtonLook, button, postForm } from "../components/buttons.ts";
import { choices } from "../components/choices.ts";
import { type FieldFault, messageOf } from "../components/error-summary.ts";
import { type Markup, nothing } from "../components/markup.ts";
import { inset, warning } from "../components/notice.ts";
import { textInput } from "../components/text-input.ts";
import { instantText } from "../components/timestamp.ts";
import { seenMark } from "../seen-mark.ts";
import { type AdminStrings, fill } from "../strings/strings.ts";
import { isRestored, type OpenState, stateTag } from "./state-words.ts";

/** What every page of a decision shows. */
export interface DecisionPageOptions {
  readonly record: RecordStatus;
  readonly csrfToken: string;
  /** What was sent before, where it had a fault. */
  readonly form?: URLSearchParams | undefined;
  readonly faults: readonly FieldFault[];
  readonly strings: AdminStrings;
}

/** What {@link confirmation} shows. */
export interface ConfirmationOptions extends DecisionPageOptions {
  readonly action: RecordAction;
  readonly text: Markup;
  readonly fields?: Markup;
  readonly button: string;
  readonly look?: ButtonLook;
  /** Further hidden fields. */
  readonly hidden?: readonly (readonly [string, string])[];
}

/** Renders a page that says what will follow, with the form that does it and a way back. */
export function confirmation(options: ConfirmationOptions): Markup {
  const { record, csrfToken, strings, action, text, fields = nothing, look = "primary", hidden = [] } = options;
  return html`<p class="lead id">${record.id}</p>
    <p>${stateTag(record.state, strings)}</p>
    ${text}
    ${postForm({
      action: adminPaths.recordAction(record.id, action),
      csrfToken,
      hidden: [["seen", seenMark(record)], ...hidden],
      body: html`${fields}
        <div class="buttons">${button(options.button, look)}<a class="cancel" href="${adminPaths.record(record.id)}">${strings.cancel}</a></div>`,
    })}`;
}

/** Renders the question whether LFPSE has a record of which that is not known. */
export function decidePage(options: DecisionPageOptions, contacts: readonly string[]): Markup {
  const { record, faults, strings } = options;
  const { decide, errorPrefix } = strings;
  const instant = instantText(record.receivedAt, strings) ?? "";
  return confirmation({
    ...options,
    action: "decide",
    button: strings.continue,
    text: html`<p>${decide.intro}</p>
      <h2>${decide.how}</h2>
      <ol>${decide.howSteps.map((step) => html`<li>${fill(step, { id: record.id, instant })}</li>`)}</ol>
      ${
        contacts.length === 0
          ? nothing
          : html`<h2>${decide.contacts}</h2><ul>${contacts.map((each) => html`<li>${each}</li>`)}</ul>`
      }`,
    fields: choices({
      type: "radio",
      name: "found",
      legend: decide.legend,
      error: messageOf(faults, "found"),
      errorPrefix,
      choices: [
        { value: "there", label: decide.there, hint: decide.thereHint },
        { value: "not-there", label: decide.notThere, hint: decide.notThereHint },
        { value: "unsure", label: decide.unsure, hint: decide.unsureHint },
      ],
    }),
  });
}

/** What somebody has to have checked before a record is sent again, in words. */
export interface SendAgainCheck {
  readonly label: string;
  readonly error: string;
}

/** Returns what has to be checked before a record is sent again; `undefined` if sending it again can do no harm. */
export function sendAgainCheck(record: RecordStatus, { sendAgain }: AdminStrings): SendAgainCheck | undefined {
  if (record.state === "unknown") return { label: sendAgain.checked, error: sendAgain.error };
  return isRestored(record) ? { label: sendAgain.checkedRestored, error: sendAgain.errorRestored } : undefined;
}

/** Renders what sending again does. */
export function sendAgainPage(options: DecisionPageOptions, state: OpenState): Markup {
  const { record, faults, strings } = options;
  const { sendAgain, errorPrefix, important } = strings;
  const check = sendAgainCheck(record, strings);
  const text = sendAgain.consequence[state !== "unknown" && isRestored(record) ? "restored" : state];
  return confirmation({
    ...options,
    action: "send-again",
    button: sendAgain.button,
    text: check === undefined ? inset(html`<p>${text}</p>`) : warning(important, text),
    fields:
      check === undefined
        ? nothing
        : choices({
            type: "checkbox",
            name: "checked",
            legend: sendAgain.checkedLegend,
            error: messageOf(faults, "checked"),
            errorPrefix,
            choices: [{ value: "yes", label: check.label }],
          }),
  });
}

/** Renders the form for what LFPSE calls a record. */
export function atLfpsePage(options: DecisionPageOptions): Markup {
  const { record, faults, form, strings } = options;
  const { atLfpse, errorPrefix, important } = strings;
  const known: Readonly<Record<string, string | undefined>> = {
    "lfpse-id": record.lfpse?.id,
    "lfpse-reference": record.lfpse?.referenceNumber,
  };
  const input = (id: string, label: string, hint?: string) =>
    textInput({
      id,
      label,
      errorPrefix,
      width: "medium",
      value: form?.get(id) ?? known[id] ?? "",
      error: messageOf(faults, id),
      ...(hint === undefined ? {} : { hint }),
    });
  return confirmation({
    ...options,
    action: "at-lfpse",
    button: atLfpse.button,
    text: warning(important, atLfpse.consequence),
    fields: html`${input("lfpse-id", atLfpse.id, atLfpse.idHint)}
      ${input("lfpse-version", atLfpse.version)}
      ${input("lfpse-reference", atLfpse.reference, atLfpse.referenceHint)}`,
  });
}
