import { answers, questions } from "bench:questions";
import "@shoelace-style/shoelace/dist/themes/light.css";
import "./shoelace.css";
import "@shoelace-style/shoelace/dist/components/button/button.js";
import "@shoelace-style/shoelace/dist/components/checkbox/checkbox.js";
import "@shoelace-style/shoelace/dist/components/radio/radio.js";
import "@shoelace-style/shoelace/dist/components/radio-group/radio-group.js";
import "@shoelace-style/shoelace/dist/components/textarea/textarea.js";

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function labelled({ label, hint }) {
  return hint === undefined ? [label] : [label, element("span", { className: "hint" }, hint)];
}

function radios({ id, legend, hint = "", isRequired, choices }) {
  const items = choices.map((choice) => element("sl-radio", { value: choice.value }, ...labelled(choice)));
  const properties = { id, name: id, label: legend, helpText: hint, required: isRequired, value: answers[id] ?? "" };
  return element("sl-radio-group", properties, ...items);
}

function checkboxes({ id, legend, hint, choices, most, error, tooMany }) {
  const picked = answers[id] ?? [];
  const items = choices.map((choice) => {
    const properties = { name: id, value: choice.value, checked: picked.includes(choice.value) };
    return element("sl-checkbox", properties, ...labelled(choice));
  });
  const group = element("fieldset", { id }, element("legend", {}, legend), element("p", {}, hint), ...items);
  const update = async () => {
    await items[0].updateComplete;
    const count = items.filter(({ checked }) => checked).length;
    items[0].setCustomValidity(count === 0 ? error : count > most ? tooMany : "");
  };
  group.addEventListener("sl-change", update);
  update();
  return group;
}

function text({ id, legend, hint, most }) {
  return element("sl-textarea", { id, name: id, label: legend, helpText: hint, rows: 4, maxlength: most });
}

const kinds = { radios, checkboxes, text };
const fields = new Map(questions.map((question) => [question.id, kinds[question.kind](question)]));
const button = element("sl-button", { id: "send", type: "submit", variant: "success" }, "Send");
const form = element("form", { id: "shoelace-report" }, ...fields.values(), button);

function update() {
  for (const { id, shownWhen, isRequired } of questions) {
    if (shownWhen === undefined) continue;
    const field = fields.get(id);
    field.hidden = !shownWhen.in.includes(fields.get(shownWhen.question).value);
    field.required = isRequired && !field.hidden;
  }
}

form.addEventListener("sl-change", update);
form.addEventListener("submit", (event) => event.preventDefault());
document.querySelector("#form").append(form);
update();
