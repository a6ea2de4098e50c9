import { answers, questions } from "bench:questions";
import { Model } from "survey-core";
import { renderSurvey } from "survey-js-ui";
import "survey-core/survey-core.min.css";

const types = { radios: "radiogroup", checkboxes: "checkbox", text: "comment" };

function elementOf({ id, kind, legend, hint, isRequired, error, choices, most, shownWhen }) {
  return {
    type: types[kind],
    name: id,
    title: legend,
    description: hint,
    isRequired,
    requiredErrorText: error,
    choices: choices?.map(({ value, label, hint }) => ({
      value,
      text: hint === undefined ? label : `${label}. ${hint}`,
    })),
    ...(kind === "checkboxes" ? { maxSelectedChoices: most } : {}),
    ...(kind === "text" ? { maxLength: most, rows: 4 } : {}),
    ...(shownWhen === undefined
      ? {}
      : { visibleIf: `{${shownWhen.question}} anyof [${shownWhen.in.map((value) => `'${value}'`).join(", ")}]` }),
  };
}

const survey = new Model({ completeText: "Send", elements: questions.map(elementOf) });
survey.data = answers;
renderSurvey(survey, document.querySelector("#form"));
