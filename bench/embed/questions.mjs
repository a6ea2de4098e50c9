// Our question set on one fixed path: what every form beside ours has to ask, drawn from the built packages.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../tools/workspace.mjs";

const load = (file) => import(pathToFileURL(join(root, "packages", file)).href);

/** System types that a member of staff is shown first. That ours shows the same is checked when the pages are. */
const usualSystems = [
  "epr",
  "gp-record",
  "prescribing",
  "tests",
  "imaging",
  "observations",
  "connected-device",
  "network-and-logins",
];

/** Answers that open every question of the path. */
export const answers = {
  part: "main",
  system: "epr",
  group: "information",
  factors: ["information-missing"],
};

/** The same answers as our element takes them from a host. */
export const recordOfAnswers = {
  part: answers.part,
  systems: [{ type: answers.system }],
  group: answers.group,
  factors: answers.factors,
};

/**
 * Returns the questions in the order asked: `{ id, kind, legend, hint?, isRequired, error?, choices?, most?, shownWhen? }`,
 * where `kind` is `radios`, `checkboxes` or `text`, and `most` is the most choices or characters.
 */
export async function loadQuestions() {
  const core = await load("core/dist/index.js");
  const { stringsEn } = await load("form/dist/index.js");
  const { questions, labels, part, system, unknown } = stringsEn;
  const rule = (id) =>
    core.questionFlow({ part: answers.part, group: answers.group }).find((each) => each.linkId === id);
  const question = (id, kind, more) => {
    const { legend, hint, error } = questions[id];
    return { id, kind, legend, hint, error, isRequired: rule(id).isRequired, ...more };
  };
  const yesNo = ["yes", "no", "unknown"].map((value) => ({ value, label: stringsEn[value] }));
  const showsSystem = (value) =>
    core.questionFlow({ part: value }).some(({ linkId, isVisible }) => linkId === "system" && isVisible);
  return [
    question("part", "radios", { choices: core.recordValues.part.map((value) => ({ value, label: part[value] })) }),
    question("system", "radios", {
      shownWhen: { question: "part", in: core.recordValues.part.filter(showsSystem) },
      choices: [
        ...usualSystems.map((value) => ({ value, ...labels.systemTypes[value] })),
        { value: "other-system", label: system.other },
        { value: "not-sure", label: unknown },
      ],
    }),
    question("group", "radios", {
      choices: core.factorGroupIds.map((value) => {
        const { label, hint } = labels.groups[value];
        return { value, label, hint: value === "closing" ? undefined : hint };
      }),
    }),
    question("factors", "checkboxes", {
      most: core.recordLimits.factors,
      tooMany: questions.factors.tooMany,
      choices: [
        ...core.reporterFactors(answers.group).map(({ id }) => ({ value: id, ...labels.factors[id] })),
        { value: "not-sure", label: questions.factors.none },
      ],
    }),
    question("still-happening", "radios", { choices: yesNo }),
    question("others-affected", "radios", { choices: yesNo }),
    question("description", "text", { most: core.recordLimits.descriptionCharacters }),
  ];
}
