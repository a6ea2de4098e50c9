// Markup of the hand-written form, as a person would have typed it.

const asHtml = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Returns the form as HTML, with the answers given to it. */
export function plainMarkup(questions, answers) {
  return `<form class="report" id="report">${questions.map((question) => field(question, answers)).join("")}
<button id="send">Send</button></form>`;
}

function field(question, answers) {
  const { id, kind, legend, hint, most } = question;
  const describedBy = hint === undefined ? "" : ` aria-describedby="${id}-hint"`;
  const hintLine = hint === undefined ? "" : `<p class="hint" id="${id}-hint">${asHtml(hint)}</p>`;
  if (kind === "text") {
    return `<div class="field"><label class="legend" for="${id}">${asHtml(legend)}</label>${hintLine}
<textarea id="${id}" name="${id}" rows="4" maxlength="${most}"${describedBy}>${asHtml(answers[id] ?? "")}</textarea></div>`;
  }
  const given = [answers[id] ?? []].flat();
  const isHidden =
    question.shownWhen !== undefined && !question.shownWhen.in.includes(answers[question.shownWhen.question]);
  return `<fieldset id="${id}"${describedBy}${isHidden ? " hidden disabled" : ""}><legend>${asHtml(legend)}</legend>${hintLine}
${question.choices.map((choice, index) => choiceMarkup(question, choice, index, given.includes(choice.value))).join("\n")}</fieldset>`;
}

function choiceMarkup({ id, kind, isRequired }, { value, label, hint }, index, isGiven) {
  const isRadio = kind === "radios";
  const inputId = `${id}-${index}`;
  const attributes = [
    `id="${inputId}" type="${isRadio ? "radio" : "checkbox"}" name="${id}" value="${value}"`,
    isGiven ? " checked" : "",
    isRadio && isRequired ? " required" : "",
    hint === undefined ? "" : ` aria-describedby="${inputId}-hint"`,
  ].join("");
  const hintLine = hint === undefined ? "" : `<span class="hint" id="${inputId}-hint">${asHtml(hint)}</span>`;
  return `<div class="choice"><input ${attributes}><label for="${inputId}">${asHtml(label)}</label>${hintLine}</div>`;
}
