import { html, nothing, type TemplateResult } from "lit";

/** Renders the buttons under a screen. Neither submits the host's form. */
export function buttons(
  forward: { readonly label: string; go(): void },
  back?: { readonly label: string; go(): void },
): TemplateResult {
  return html`<div class="buttons">
    <button part="button" type="button" class="primary" @click=${() => forward.go()}>${forward.label}</button>
    ${back === undefined ? nothing : html`<button part="button-back" type="button" class="link back" @click=${() => back.go()}>${back.label}</button>`}
  </div>`;
}
