import { html } from "hono/html";
import { errorMessage } from "./error-message.ts";
import { describedBy, type Markup, nothing } from "./markup.ts";

/** One radio or checkbox. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly isChecked?: boolean;
}

/** What {@link choices} shows. */
export interface ChoicesOptions {
  readonly type: "radio" | "checkbox";
  readonly name: string;
  /** Id of the first choice: where the error summary leads to. Default: the name. */
  readonly id?: string;
  readonly legend: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly errorPrefix: string;
  readonly choices: readonly Choice[];
  /** Whether they stand side by side where there is room. */
  readonly isInline?: boolean;
}

/** Renders radios or checkboxes in a fieldset. */
export function choices(options: ChoicesOptions): Markup {
  const { type, name, id = name, legend, hint, error, errorPrefix, isInline = false } = options;
  const described = describedBy(
    hint === undefined ? undefined : `${id}-hint`,
    error === undefined ? undefined : `${id}-error`,
  );
  return html`<fieldset class="field${error === undefined ? "" : " faulty"}"${described}>
    <legend class="label">${legend}</legend>
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${errorMessage(id, errorPrefix, error)}
    <div class="choices${isInline ? " row" : ""}">
      ${options.choices.map((choice, index) => choiceItem(type, name, index === 0 ? id : `${id}-${index}`, choice))}
    </div>
  </fieldset>`;
}

function choiceItem(type: ChoicesOptions["type"], name: string, id: string, choice: Choice): Markup {
  const { value, label, hint, isChecked = false } = choice;
  return html`<div class="choice">
    <input type="${type}" id="${id}" name="${name}" value="${value}"${isChecked ? html` checked` : nothing}${describedBy(
      hint === undefined ? undefined : `${id}-item-hint`,
    )}>
    <label for="${id}">${label}</label>
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-item-hint">${hint}</p>`}
  </div>`;
}
