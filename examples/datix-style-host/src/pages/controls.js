import { lfpse5 } from "@digital-factors/core";
import { html } from "hono/html";

/**
 * One question of the form.
 *
 * @typedef {object} Field
 * @property {string} name Of the control, and its id.
 * @property {string} label
 * @property {string} [hint]
 * @property {string} [value] Answer to keep.
 * @property {string} [fault] What is wrong with the answer, in words.
 * @property {boolean} [isMandatory]
 */

/**
 * The choices of one LFPSE v5 code system, in words.
 *
 * @param {string} codeSystem Id, such as `gender-5`.
 * @param {readonly string[]} [codes] Which of them, in which order. Default: all, in LFPSE's order.
 * @returns {readonly (readonly [code: string, label: string])[]}
 */
export function lfpseChoices(codeSystem, codes) {
  const displays = lfpse5.codes[codeSystem];
  return (codes ?? Object.keys(displays)).map((code) => [code, displays[code]]);
}

/** @param {Field & { type?: string, size?: "wide" | "short", maxLength?: number }} field */
export function textInput(field) {
  const { type = "text", value = "", size = "wide", maxLength } = field;
  const limit = maxLength === undefined ? "" : html` maxlength="${maxLength}"`;
  return row(
    field,
    html`<input type="${type}" class="${size}" ${attributesOf(field)} value="${value}" autocomplete="off"${limit}>`,
  );
}

/** @param {Field & { rows: number }} field */
export function textArea(field) {
  // The line feed is the one that a browser drops after the tag.
  return row(
    field,
    html`<textarea rows="${field.rows}" ${attributesOf(field)}>
${field.value ?? ""}</textarea>`,
  );
}

/** @param {Field & { choices: readonly (readonly [string, string])[] }} field */
export function select(field) {
  const { value = "", choices } = field;
  return row(field, html`<select ${attributesOf(field)}>${options([["", "Choose"], ...choices], value)}</select>`);
}

/** The options of a list, with the one that was chosen. */
export function options(choices, value) {
  return choices.map(
    ([code, label]) => html`<option value="${code}"${code === value ? html` selected` : ""}>${label}</option>`,
  );
}

/** @param {Field & { choices: readonly (readonly [string, string])[], isInline?: boolean }} field */
export function radios(field) {
  const { name, value = "", choices, isMandatory = false, isInline = false } = field;
  const required = isMandatory ? html` required` : "";
  return group(
    field,
    isInline,
    choices.map(
      ([code, text], index) =>
        html`<label class="choice"><input type="radio" id="${name}-${index + 1}" name="${name}" value="${code}"${required}${
          code === value ? html` checked` : ""
        }> <span>${text}</span></label>`,
    ),
  );
}

/** @param {Field & { text: string }} field */
export function checkbox(field) {
  const { name, text, value } = field;
  const checked = value === "yes" ? html` checked` : "";
  return group(
    field,
    false,
    html`<label class="choice"><input type="checkbox" id="${name}-yes" name="${name}" value="yes"${checked}> <span>${text}</span></label>`,
  );
}

/** What stands in the way, on top of the form, with a link to each place. */
export function errorSummary(faults) {
  if (faults.length === 0) return "";
  return html`<section class="faults" role="alert" aria-labelledby="faults-title" tabindex="-1" id="faults">
  <h2 id="faults-title">This report was not sent</h2>
  <p>Nothing was lost. Put these right, and send it again.</p>
  <ul>${faults.map(({ control, message }) => html`<li><a href="#${control}">${message}</a></li>`)}</ul>
</section>`;
}

/** A label on the left and one control on the right. */
function row(field, control) {
  return html`<div class="row">
  <label for="${field.name}">${field.label}${mark(field)}</label>
  <div class="answer">${faultOf(field)}${control}${hintOf(field)}</div>
</div>`;
}

/** A legend on the left and several inputs on the right. */
function group(field, isInline, inputs) {
  return html`<fieldset class="row"${describedBy(field)}>
  <legend>${field.label}${mark(field)}</legend>
  <div class="answer" id="${field.name}" tabindex="-1">
    ${faultOf(field)}
    <div class="${isInline ? "inline" : "stacked"}">${inputs}</div>
    ${hintOf(field)}
  </div>
</fieldset>`;
}

function attributesOf(field) {
  const required = field.isMandatory ? html` required` : "";
  const invalid = field.fault === undefined ? "" : html` aria-invalid="true"`;
  return html`id="${field.name}" name="${field.name}"${required}${invalid}${describedBy(field)}`;
}

function describedBy({ name, hint, fault }) {
  const ids = [...(fault === undefined ? [] : [`${name}-fault`]), ...(hint === undefined ? [] : [`${name}-hint`])];
  return ids.length === 0 ? "" : html` aria-describedby="${ids.join(" ")}"`;
}

function mark({ isMandatory }) {
  return isMandatory ? html`<span class="mandatory" aria-hidden="true">*</span>` : "";
}

function faultOf({ name, fault }) {
  return fault === undefined ? "" : html`<p class="fault" id="${name}-fault">${fault}</p>`;
}

function hintOf({ name, hint }) {
  return hint === undefined ? "" : html`<p class="hint" id="${name}-hint">${hint}</p>`;
}
