import { answers, questions } from "bench:questions";
import { css, html, LitElement, nothing, unsafeCSS } from "lit";
import sheet from "./hand-written.css";

class ReportForm extends LitElement {
  static styles = css`${unsafeCSS(sheet)}`;
  static properties = { answers: { state: true } };

  constructor() {
    super();
    this.answers = answers;
  }

  #isShown({ shownWhen }) {
    return shownWhen === undefined || shownWhen.in.includes(this.answers[shownWhen.question]);
  }

  #pick({ id, kind }, value, isChecked) {
    const before = this.answers[id] ?? [];
    const picked = kind === "radios" ? value : isChecked ? [...before, value] : before.filter((each) => each !== value);
    this.answers = { ...this.answers, [id]: picked };
  }

  #submit(event) {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("report-sent", { detail: this.answers }));
  }

  updated() {
    const { most, error, tooMany } = questions.find(({ id }) => id === "factors");
    const picked = this.answers.factors?.length ?? 0;
    const fault = picked === 0 ? error : picked > most ? tooMany : "";
    this.renderRoot.querySelector("[name=factors]").setCustomValidity(fault);
  }

  render() {
    return html`<form class="report" @submit=${this.#submit}>
      ${questions.map((question) => (this.#isShown(question) ? this.#field(question) : nothing))}
      <button id="send">Send</button>
    </form>`;
  }

  #field(question) {
    const { id, kind, legend, hint, most } = question;
    const describedBy = hint ? `${id}-hint` : nothing;
    const hintLine = hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing;
    if (kind === "text") {
      return html`<div class="field">
        <label class="legend" for=${id}>${legend}</label>${hintLine}
        <textarea
          id=${id}
          rows="4"
          maxlength=${most}
          aria-describedby=${describedBy}
          .value=${this.answers[id] ?? ""}
          @input=${({ target }) => this.#pick({ id, kind: "radios" }, target.value)}
        ></textarea>
      </div>`;
    }
    return html`<fieldset id=${id} aria-describedby=${describedBy}>
      <legend>${legend}</legend>
      ${hintLine} ${question.choices.map((choice, index) => this.#choice(question, choice, index))}
    </fieldset>`;
  }

  #choice(question, { value, label, hint }, index) {
    const { id, kind, isRequired } = question;
    const inputId = `${id}-${index}`;
    return html`<div class="choice">
      <input
        id=${inputId}
        type=${kind === "radios" ? "radio" : "checkbox"}
        name=${id}
        value=${value}
        ?required=${isRequired && kind === "radios"}
        .checked=${[this.answers[id] ?? []].flat().includes(value)}
        aria-describedby=${hint ? `${inputId}-hint` : nothing}
        @change=${({ target }) => this.#pick(question, value, target.checked)}
      /><label for=${inputId}>${label}</label>${hint ? html`<span class="hint" id="${inputId}-hint">${hint}</span>` : nothing}
    </div>`;
  }
}

customElements.define("report-form", ReportForm);
