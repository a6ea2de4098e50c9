import { answers, questions } from "bench:questions";

const { Formio } = window;

const choiceOf = ({ value, label, hint }) => ({ value, label: hint === undefined ? label : `${label}. ${hint}` });

function componentOf({ id, kind, legend, hint, isRequired, error, choices, most, shownWhen }) {
  const validate = { required: isRequired };
  const component = { key: id, label: legend, description: hint, validate, errors: { required: error } };
  const conditional =
    shownWhen === undefined
      ? {}
      : {
          conditional: {
            show: true,
            conjunction: "any",
            conditions: shownWhen.in.map((value) => ({ component: shownWhen.question, operator: "isEqual", value })),
          },
        };
  if (kind === "radios") return { ...component, ...conditional, type: "radio", values: choices.map(choiceOf) };
  if (kind === "text") return { ...component, type: "textarea", rows: 4, validate: { ...validate, maxLength: most } };
  return {
    ...component,
    type: "selectboxes",
    values: choices.map(choiceOf),
    validate: { ...validate, maxSelectedCount: most },
  };
}

const components = [...questions.map(componentOf), { type: "button", key: "send", label: "Send", action: "submit" }];
const data = Object.fromEntries(
  Object.entries(answers).map(([id, answer]) => [
    id,
    Array.isArray(answer) ? Object.fromEntries(answer.map((value) => [value, true])) : answer,
  ]),
);
const form = await Formio.createForm(document.querySelector("#form"), { components }, { noAlerts: true });
form.nosubmit = true;
if (Object.keys(data).length > 0) await form.setSubmission({ data });
