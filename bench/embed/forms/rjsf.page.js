import { answers, questions } from "bench:questions";
import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const widgets = { radios: "radio", checkboxes: "checkboxes", text: "textarea" };

const choiceOf = ({ value, label, hint }) => ({
  const: value,
  title: hint === undefined ? label : `${label}. ${hint}`,
});

function schemaOf({ kind, legend, choices, most }) {
  if (kind === "text") return { type: "string", title: legend, maxLength: most };
  const choice = { type: "string", oneOf: choices.map(choiceOf) };
  if (kind === "radios") return { ...choice, title: legend };
  return { type: "array", title: legend, items: choice, uniqueItems: true, minItems: 1, maxItems: most };
}

function propertiesOf(list) {
  return {
    properties: Object.fromEntries(list.map((question) => [question.id, schemaOf(question)])),
    required: list.filter(({ isRequired }) => isRequired).map(({ id }) => id),
  };
}

const schema = {
  type: "object",
  ...propertiesOf(questions.filter(({ shownWhen }) => shownWhen === undefined)),
  allOf: questions
    .filter(({ shownWhen }) => shownWhen !== undefined)
    .map((question) => {
      const { question: id, in: values } = question.shownWhen;
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      return { if: { properties: { [id]: { enum: values } }, required: [id] }, then: propertiesOf([question]) };
    }),
};

const uiSchema = {
  "ui:order": questions.map(({ id }) => id),
  "ui:submitButtonOptions": { submitText: "Send" },
  ...Object.fromEntries(questions.map(({ id, kind, hint }) => [id, { "ui:widget": widgets[kind], "ui:help": hint }])),
};

function transformErrors(errors) {
  return errors.map((error) => {
    const id = error.property?.replace(/^\./, "") || error.params.missingProperty;
    const question = questions.find((each) => each.id === id || each.id === error.params.missingProperty);
    const isMissing = error.name === "required" || error.name === "minItems";
    return isMissing && question?.error !== undefined
      ? { ...error, message: question.error, stack: question.error }
      : error;
  });
}

const properties = {
  schema,
  uiSchema,
  validator,
  transformErrors,
  formData: answers,
  // Without this an unanswered question with a list of constants takes its first one.
  experimental_defaultFormStateBehavior: { constAsDefaults: "never" },
  noHtml5Validate: true,
  focusOnFirstError: true,
  onSubmit() {},
};
createRoot(document.querySelector("#form")).render(createElement(Form, properties));
