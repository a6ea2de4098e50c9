import { html, nothing, type TemplateResult } from "lit";

/** A group of inputs under one legend. */
export interface FieldsetOptions {
  /** Also the `id` that an error link leads to. */
  readonly id: string;
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Read before the error. */
  readonly errorPrefix: string;
  /** The legend is the heading of the screen, which takes the focus when the screen comes. */
  readonly isHeading?: boolean | undefined;
  readonly role?: "radiogroup";
  readonly content: unknown;
}

/** Renders a fieldset with its legend, hint and error, all tied together. */
export function fieldset(options: FieldsetOptions): TemplateResult {
  const { id, legend, error, isHeading, role, content } = options;
  return html`<div id=${id} part="field" class="field ${error ? "faulty" : ""}">
    <fieldset role=${role ?? nothing} aria-describedby=${describedBy(options) ?? nothing} aria-invalid=${error && role ? "true" : nothing}>
      <legend part="legend" class=${isHeading ? "heading" : "legend"} tabindex=${isHeading ? "-1" : nothing}>
        ${isHeading ? html`<h2>${legend}</h2>` : legend}
      </legend>
      ${hintAndError(options)}${content}
    </fieldset>
  </div>`;
}

/** What `aria-describedby` of a field names: only what is there. */
export function describedBy({ id, hint, error }: Pick<FieldsetOptions, "id" | "hint" | "error">): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
}

export function hintAndError({
  id,
  hint,
  error,
  errorPrefix,
}: Pick<FieldsetOptions, "id" | "hint" | "error" | "errorPrefix">) {
  return html`${hint ? html`<div part="hint" class="hint" id="${id}-hint">${hint}</div>` : nothing}${
    error
      ? html`<p part="error" class="error" id="${id}-error"><span class="unseen">${errorPrefix} </span>${error}</p>`
      : nothing
  }`;
}
