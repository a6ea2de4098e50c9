import { type CSSResult, type CSSResultGroup, html, LitElement, type TemplateResult } from "lit";
import { onStringsRegistered, type StringOverrides } from "../strings/strings.ts";
import { formStyles } from "./digital-factors-form.styles.ts";

/** An element with its own frame: the language of the page, the font of the page, and a look that no sheet of the host reaches. */
export abstract class FramedElement<Settings = unknown> extends LitElement {
  static override readonly styles: CSSResultGroup = formStyles;
  static override readonly properties = { lang: { reflect: true }, strings: { attribute: false } };

  /** Words to put in place of ours. */
  declare strings: StringOverrides | undefined;

  #settings: Settings | undefined;
  /** A fieldset of the host around us is disabled. */
  protected isDisabled = false;
  #hasOwnFont = false;
  #stopListening: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#renew();
    this.#stopListening = onStringsRegistered(() => this.#renew());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
  }

  /** In another document, such as that of a frame. */
  adoptedCallback(): void {
    const view = this.ownerDocument.defaultView;
    if (view === null || this.shadowRoot === null) return;
    // A sheet made for one document is gone in the next.
    const sheet = new view.CSSStyleSheet();
    const { elementStyles } = this.constructor as typeof LitElement;
    sheet.replaceSync(elementStyles.map((style) => (style as CSSResult).cssText).join(""));
    this.shadowRoot.adoptedStyleSheets = [sheet];
  }

  override requestUpdate(...change: Parameters<LitElement["requestUpdate"]>): void {
    // A name means that a property is different. Lit calls this from its own constructor too, before our fields are there.
    if (change[0] !== undefined && #settings in this) this.#settings = undefined;
    super.requestUpdate(...change);
  }

  /** The page around us may speak another language now. */
  #renew(): void {
    this.#settings = undefined;
    this.requestUpdate();
  }

  /** Reads what attributes and properties say, with wrong values replaced by the defaults. */
  protected abstract readSettings(): Settings;

  /** What attributes and properties say now; read once for the same values. */
  protected get settings(): Settings {
    this.#settings ??= this.readSettings();
    return this.#settings;
  }

  /** Language asked for, ours or that of the page around us. */
  protected get language(): string {
    // On a server there is no page around us to ask, and no `closest`.
    return this.lang || this.closest?.<HTMLElement>("[lang]")?.lang || "en";
  }

  protected override firstUpdated(): void {
    // A page that chose no font shows the browser's own: ours is used then, and the page's in every other case.
    const probe = this.renderRoot.querySelector(".bare-font");
    this.#hasOwnFont = probe !== null && getComputedStyle(probe).fontFamily === getComputedStyle(this).fontFamily;
    if (this.#hasOwnFont) this.requestUpdate();
  }

  /** Renders what stands inside. `lang` is the language it is in. */
  protected frame(lang: string, content: unknown): TemplateResult {
    return html`<div part="root" class="root ${this.#hasOwnFont ? "nhs-font" : ""}" lang=${lang}>
      <span class="bare-font" hidden></span>
      <fieldset class="all" role="presentation" ?disabled=${this.isDisabled}>${content}</fieldset>
    </div>`;
  }
}
