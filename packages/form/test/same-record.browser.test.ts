import { parseRecord, type RecordDraft } from "@digital-factors/core";
import { describe, it } from "vitest";
import { userEvent } from "vitest/browser";
import { hostSystems } from "../src/components/digital-factors-form.fixtures.ts";
import { expect, inside, mount, settled } from "./mount.ts";

const id = "7b1c9f0a-5b1e-4c7e-9d53-0c6a2f1f9a11";

interface Walk {
  readonly name: string;
  readonly hosts: RecordDraft;
  /** Answers by screen: a selector that is pressed, or a box and the words that are typed. */
  readonly screens: readonly (readonly (string | readonly [string, string])[])[];
  /** What the record holds, so that two empty records are not the same. */
  readonly holds: string;
}

const walks: readonly Walk[] = [
  {
    name: "a dose fault with its Yellow Card",
    hosts: { harm: { kind: "near-miss" } },
    screens: [
      ["#part-1", "#system-2"],
      ["#group-5"],
      ["#factors-4", "#still-happening-1", ["#description-text", "The dose was ten times too high"]],
      ["#yellow-card-0", ["#yellow-card-reference", "ADR 24016450"]],
    ],
    holds: '"references":[{"covers":"device","value":"ADR 24016450"}]',
  },
  {
    name: "a tile and factors that change on the way",
    hosts: {},
    screens: [
      ["#part-0", "#part-2", "#system-1", "#system-8", "#other-system-0"],
      ["#group-2", "#group-0"],
      ["#factors-0", "#factors-1", "#factors-2", "#factors-3", "#factors-1", "#others-affected-2"],
    ],
    holds: '"part":"possible"',
  },
  {
    name: "a system that helped",
    hosts: {},
    screens: [["#part-3", "#system-0"], [["#description-text", "It stopped the second dose"]]],
    holds: '"part":"helped"',
  },
  {
    name: "sent without a number, and facts that decide",
    hosts: { harm: { kind: "actual" }, medicine: { reaction: "no" } },
    screens: [["#part-0", "#system-3"], ["#group-3"], ["#factors-0"], ["#medical-device-0", "#yellow-card-0"]],
    holds: '"status":"reported-no-number"',
  },
  {
    name: "not sure throughout",
    hosts: { harm: { kind: "unknown" } },
    screens: [["#part-2", "#system-9"], ["#group-9"], ["#factors-0", "#still-happening-2"], ["#yellow-card-2"]],
    holds: '"status":"someone-else-will"',
  },
];

async function recordOf(layout: "pages" | "inline", { hosts, screens }: Walk): Promise<string> {
  const element = await mount({
    attributes: { layout },
    properties: { record: { id, ...hosts }, systems: hostSystems },
  });
  const completed: RecordDraft[] = [];
  element.addEventListener("digital-factors-completed", ({ detail }) => completed.push(detail.record));
  const press = async (selector: string) => {
    await userEvent.click(inside(element, selector));
    await settled(element);
  };
  for (const answers of screens) {
    for (const answer of answers) {
      if (typeof answer === "string") await press(answer);
      else await userEvent.fill(inside(element, answer[0]), answer[1]);
    }
    await settled(element);
    if (layout === "pages") await press(".primary");
  }
  await press(".primary");
  expect(completed).to.have.lengthOf(1);
  expect(parseRecord(completed[0]).ok).to.equal(true);
  return JSON.stringify({ ...completed[0], recordedAt: "" });
}

describe("the same answers in both layouts, by mouse", () => {
  for (const walk of walks) {
    it(`make the same record byte for byte: ${walk.name}`, async () => {
      const pages = await recordOf("pages", walk);
      expect(await recordOf("inline", walk)).to.equal(pages);
      expect(pages).to.include(walk.holds);
    });
  }
});
