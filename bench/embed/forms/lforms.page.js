import { answers, questions } from "bench:questions";

const { LForms } = window;
const system = "urn:example:choices";

function itemControl(code) {
  return {
    url: "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
    valueCodeableConcept: { coding: [{ system: "http://hl7.org/fhir/questionnaire-item-control", code }] },
  };
}

const codingOf = ({ value, label, hint }) => ({
  system,
  code: value,
  display: hint === undefined ? label : `${label}. ${hint}`,
});

function hintOf({ id, hint }) {
  return hint === undefined ? [] : [{ linkId: `${id}-hint`, type: "display", text: hint }];
}

function itemOf(question) {
  const { id, kind, legend, isRequired, choices, most, shownWhen } = question;
  const item = { linkId: id, text: legend, required: isRequired, item: hintOf(question) };
  if (kind === "text") return { ...item, type: "text", maxLength: most };
  const given = [answers[id] ?? []].flat();
  const isMany = kind === "checkboxes";
  return {
    ...item,
    type: "choice",
    repeats: isMany,
    extension: [
      itemControl(isMany ? "check-box" : "radio-button"),
      ...(isMany
        ? [{ url: "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs", valueInteger: most }]
        : []),
    ],
    answerOption: choices.map((choice) => ({
      valueCoding: codingOf(choice),
      ...(given.includes(choice.value) ? { initialSelected: true } : {}),
    })),
    ...(shownWhen === undefined
      ? {}
      : {
          enableBehavior: "any",
          enableWhen: shownWhen.in.map((code) => ({
            question: shownWhen.question,
            operator: "=",
            answerCoding: { system, code },
          })),
        }),
  };
}

const questionnaire = {
  resourceType: "Questionnaire",
  status: "active",
  title: "Digital factors",
  item: questions.map(itemOf),
};
await LForms.Util.addFormToPage(questionnaire, "form", { fhirVersion: "R4" });

// The widget has no button of its own: the host's asks it for its faults.
document.querySelector("#send").addEventListener("click", () => LForms.Util.checkValidity("form"));
