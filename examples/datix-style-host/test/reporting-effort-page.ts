import { questionFlow } from "@digital-factors/core";
import type { Scenario } from "../../../packages/core/src/routes/scenarios.fixtures.ts";
import type { Effort } from "./scenario-reporter.ts";

/** One scenario, and what it took. */
export interface ScenarioEffort {
  readonly scenario: Scenario;
  readonly effort: Effort;
}

const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
const median = (numbers: readonly number[]) => sorted(numbers)[Math.floor(numbers.length / 2)] ?? 0;
const most = (numbers: readonly number[]) => Math.max(...numbers);

function row(name: string, cells: readonly (string | number)[]): string {
  return `| ${[name, ...cells].join(" | ")} |`;
}

/** The page that says what each scenario takes. */
export function effortPage(efforts: readonly ScenarioEffort[]): string {
  const rows = efforts.map(({ scenario, effort }, index) => {
    const required = questionFlow(effort.record).filter(({ isRequired }) => isRequired).length;
    return row(String(index + 1), [
      scenario.name,
      effort.questions.length,
      required,
      effort.screens,
      effort.presses,
      effort.keys,
    ]);
  });
  const told = efforts.filter(({ scenario }) => scenario.record.part !== "none");
  const figures = (label: string, of: (each: ScenarioEffort) => number) => {
    const numbers = told.map(of);
    return row(label, [median(numbers), most(numbers)]);
  };
  return `# What a report takes

<!-- Written by examples/datix-style-host/test/reporting-effort.test.ts: do not edit. -->

Each of the ${efforts.length} [scenarios](scenarios.md), reported through the real element in Chromium with the mouse, and the keys that it would have
taken counted along the way; for some of them the keys are pressed too, to hold the count to it. Layout \`pages\`, in English. Every question that is shown is answered, those that may be left out too; only the box for one's
own words stays empty. The host has asked nothing that a question asks, so this is the most it takes: a host that passes harm, or
lists what its systems do, saves the reporter a question or two.

- *Questions*: all that are shown, on any screen. The number of a Yellow Card, what it covers, and the list under "Another system" belong to their question.
- *Needed*: questions that must be answered before the record can be saved; "Not sure" is an answer to each.
- *Mouse*: presses of the mouse, the buttons included.
- *Keys*: presses of keys (Tab, arrows, Space, Enter) from the host's field before the element on. The characters of a Yellow Card number are not counted.

Eight questions is [the limit](adr/ADR-004_Eight_questions.md).

The ${told.length} scenarios in which a system played a part:

|  | median | most |
| --- | ---: | ---: |
${figures("questions", ({ effort }) => effort.questions.length)}
${figures("screens", ({ effort }) => effort.screens)}
${figures("mouse", ({ effort }) => effort.presses)}
${figures("keys", ({ effort }) => effort.keys)}

|  | scenario | questions | needed | screens | mouse | keys |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
${rows.join("\n")}

To write this page again after a change that is meant: \`npx vitest run --project datix-style-host reporting-effort -u\` (needs a build).
`;
}
