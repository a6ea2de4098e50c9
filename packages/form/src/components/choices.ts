import { html, nothing, type TemplateResult } from "lit";
import { type FieldsetOptions, fieldset } from "./fieldset.ts";

/** One radio or checkbox. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Shown under the choice while it is picked. */
  readonly reveals?: unknown;
}

export interface ChoicesOptions extends Omit<FieldsetOptions, "content" | "role"> {
  readonly choices: readonly Choice[];
  readonly picked: readonly string[];
  /** `tiles`: large, two columns where there is room. `row`: short answers side by side. */
  readonly look?: "tiles" | "row";
  /** Stands under the choices. */
  readonly after?: unknown;
  readonly onPick: (value: string, input: HTMLInputElement) => void;
}

/** Renders a question with radios: one answer. */
export function radios(options: ChoicesOptions): TemplateResult {
  return fieldset({ ...options, role: "radiogroup", content: choices("radio", options) });
}

/** Renders a question with checkboxes: any number of answers. */
export function checkboxes(options: ChoicesOptions): TemplateResult {
  return fieldset({ ...options, content: choices("checkbox", options) });
}

function choices(type: "radio" | "checkbox", { id, choices, picked, look, error, after, onPick }: ChoicesOptions) {
  return html`<div class="choices ${look ?? ""}">
      ${choices.map(({ value, label, hint, reveals }, index) => {
        const isPicked = picked.includes(value);
        const inputId = `${id}-${index}`;
        return html`<div part="choice" class="choice ${isPicked ? "picked" : ""}">
            <input
              id=${inputId}
              type=${type}
              name=${id}
              value=${value}
              .checked=${isPicked}
              aria-describedby=${hint ? `${inputId}-hint` : nothing}
              aria-invalid=${error && type === "checkbox" ? "true" : nothing}
              @change=${({ currentTarget }: Event) => onPick(value, currentTarget as HTMLInputElement)}
            /><label for=${inputId}>${label}</label>${
              hint ? html`<div class="hint" id="${inputId}-hint">${hint}</div>` : nothing
            }
          </div>
          ${isPicked && reveals ? html`<div class="reveal">${reveals}</div>` : nothing}`;
      })}
    </div>
    ${after}`;
}
