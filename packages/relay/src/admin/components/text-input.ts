import { html } from "hono/html";
import { errorMessage } from "./error-message.ts";
import { describedBy, type Markup, nothing } from "./markup.ts";

/** What {@link textInput} shows. */
export interface TextInputOptions {
  readonly id: string;
  /** Default: the id. */
  readonly name?: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  /** Fault of this field. */
  readonly error?: string | undefined;
  /** Read out before the fault. */
  readonly errorPrefix: string;
  readonly type?: "text" | "password";
  readonly width?: "short" | "medium" | "full";
}

/** Renders a text input with its label, hint and fault. Browsers are asked to remember nothing typed here. */
export function textInput(options: TextInputOptions): Markup {
  const { id, name = id, label, hint, value, error, errorPrefix, type = "text", width = "full" } = options;
  const described = describedBy(
    hint === undefined ? undefined : `${id}-hint`,
    error === undefined ? undefined : `${id}-error`,
  );
  return html`<div class="field${error === undefined ? "" : " faulty"}">
    <label class="label" for="${id}">${label}</label>
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${errorMessage(id, errorPrefix, error)}
    <input class="input ${width}" id="${id}" name="${name}" type="${type}"${
      value === undefined ? nothing : html` value="${value}"`
    }${described}${error === undefined ? nothing : html` aria-invalid="true"`} autocomplete="off" autocapitalize="off" spellcheck="false">
  </div>`;
}
