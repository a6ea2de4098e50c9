import type { BranchResult, RenderingResults } from "./rendering.ts";
import type { Finding, ValidationResults } from "./validation.ts";

/** Characters kept of one thing that a validator says. */
const mostCharacters = 200;
/** Things kept that a validator says of one resource. */
const mostLines = 4;

/** Returns RESULTS.md: the same results give the same text. */
export function resultsPage(validation: ValidationResults, rendering: RenderingResults): string {
  const faults = [...validation.faults, ...rendering.faults];
  return `${[
    "# Results of `npm run interop`",
    "",
    "Written by the run; do not edit. How to run it and what it proves: [README](README.md).",
    "",
    faults.length === 0 ? "All checks passed." : `**${faults.length} checks failed.**`,
    ...(faults.length === 0 ? [] : ["", ...faults.map((fault) => `- ${shorten(fault)}`)]),
    "",
    ...validationLines(validation),
    "",
    ...renderingLines(rendering),
  ].join("\n")}\n`;
}

function validationLines({ validators, findings, controls }: ValidationResults): readonly string[] {
  const rows = validators.map((validator) => {
    const own = findings.filter((finding) => finding.validator === validator);
    const broken = controls.filter((finding) => finding.validator === validator);
    const accepted = own.filter(({ verdict }) => verdict.isValid).length;
    const refused = broken.filter(({ verdict }) => !verdict.isValid).length;
    return `| \`${validator.name}\` ${validator.version} | ${validator.release} | ${validator.method} | ${accepted} of ${own.length} | ${refused} of ${broken.length} |`;
  });
  return [
    "## Validators",
    "",
    "| validator | release | what it holds to | accepted | broken copies refused |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
    "### What each said of each resource",
    "",
    ...findingLines(findings),
    "",
    "### What each said of a copy broken on purpose",
    "",
    ...findingLines(controls),
  ];
}

function findingLines(findings: readonly Finding[]): readonly string[] {
  const names = [...new Set(findings.map(({ specimen }) => specimen))];
  return names.flatMap((name) => [
    `- ${name}`,
    ...findings
      .filter(({ specimen }) => specimen === name)
      .flatMap(({ validator, verdict }) => [
        `  - ${validator.name} ${validator.version} (${validator.release}): ${verdict.isValid ? "valid" : "refused"}${verdict.output.length === 0 ? ", no message" : ""}`,
        ...verdict.output.slice(0, mostLines).map((line) => `    - \`${shorten(line).replaceAll("`", "'")}\``),
        ...(verdict.output.length > mostLines ? [`    - and ${verdict.output.length - mostLines} more`] : []),
      ]),
  ]);
}

function renderingLines({ renderer, browser, branches, requests }: RenderingResults): readonly string[] {
  return [
    "## Renderer",
    "",
    `Our Questionnaire in ${renderer} and the same answers in \`<digital-factors-form>\`, both in ${browser}, pages and`,
    `libraries from 127.0.0.1. Requests to any other host: ${requests.outside.length}.`,
    ...branches.flatMap(branchLines),
  ];
}

function branchLines({ branch, steps, comparison, screenshots }: BranchResult): readonly string[] {
  return [
    "",
    `### ${branch.name}`,
    "",
    "| answer | by | questions in LHC-Forms | questions in our element |",
    "| --- | --- | --- | --- |",
    ...steps.map(
      ({ step, inRenderer, inForm }) =>
        `| \`${step.linkId}\` = ${step.value} | ${step.by} | ${inRenderer.join(", ")} | ${inForm.join(", ")} |`,
    ),
    "",
    `Fields of the record that are the same, read from the renderer's response and from our element: ${comparison.same.join(", ")}.`,
    ...comparison.stated.map((line) => `\nMeant to differ: ${line}`),
    "",
    ...screenshots.map((file) => `![${branch.name}: ${file}](screenshots/${file})`),
  ];
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= mostCharacters ? line : `${line.slice(0, mostCharacters)}…`;
}
