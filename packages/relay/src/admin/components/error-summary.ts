import { html } from "hono/html";
import { type Markup, nothing } from "./markup.ts";

/** One thing to put right on a form. */
export interface FieldFault {
  /** Id of the input that the link leads to. Absent: the fault has no field. */
  readonly fieldId?: string;
  /** What to do, in the same words as at the field. */
  readonly message: string;
}

/** Renders what is wrong with a form, each fault a link to its field. It takes the focus, so that it is read out first. */
export function errorSummary(title: string, faults: readonly FieldFault[]): Markup {
  if (faults.length === 0) return nothing;
  return html`<div class="error-summary" role="group" aria-labelledby="error-summary-title" tabindex="-1" autofocus>
    <h2 id="error-summary-title">${title}</h2>
    <ul>
      ${faults.map(({ fieldId, message }) =>
        fieldId === undefined ? html`<li>${message}</li>` : html`<li><a href="#${fieldId}">${message}</a></li>`,
      )}
    </ul>
  </div>`;
}

/** Returns the message of a field, if it has a fault. */
export function messageOf(faults: readonly FieldFault[], fieldId: string): string | undefined {
  return faults.find((fault) => fault.fieldId === fieldId)?.message;
}
