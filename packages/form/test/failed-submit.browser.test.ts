import type { Issue, RecordDraft } from "@digital-factors/core";
import { describe, it } from "vitest";
import { userEvent } from "vitest/browser";
import { syntheticNhsNumber } from "../src/components/digital-factors-form.fixtures.ts";
import { type DigitalFactorsForm, type Fault, registerStrings } from "../src/index.ts";
import { stringsCy } from "../src/strings/cy.ts";
import { expect, focused, inside, mount, settled } from "./mount.ts";

registerStrings("cy", stringsCy);

const next = ".primary";
const told: RecordDraft = {
  part: "main",
  systems: [{ type: "prescribing" }],
  group: "alerts",
  factors: ["calculation-wrong"],
  harm: { kind: "none" },
};
const untilFactors: RecordDraft = { ...told, factors: undefined };

/** Everything that can be wrong when the reporter moves on: what is known then, and the questions with a fault. */
const states: readonly {
  readonly name: string;
  readonly record: RecordDraft;
  /** Screens that are passed before, in layout `pages`. */
  readonly passes: number;
  readonly faulty: readonly string[];
  /** Layout `inline` has no button yet. */
  readonly isPagesOnly?: true;
}[] = [
  { name: "nothing is chosen", record: {}, passes: 0, faulty: ["part"], isPagesOnly: true },
  { name: "no system is chosen", record: { part: "possible" }, passes: 0, faulty: ["system"] },
  { name: "no system is chosen, which helped", record: { part: "helped" }, passes: 0, faulty: ["system"] },
  {
    name: "nothing that went wrong is chosen",
    record: { part: "main", systems: [{ type: "epr" }] },
    passes: 1,
    faulty: ["group"],
  },
  { name: "nothing that fits is chosen", record: untilFactors, passes: 2, faulty: ["factors"] },
  {
    name: "the words hold an NHS number",
    record: { ...told, description: `Shown for ${syntheticNhsNumber}` },
    passes: 2,
    faulty: ["description"],
  },
  {
    name: "the words of a system that helped hold an NHS number",
    record: { part: "helped", systems: [{ type: "epr" }], description: syntheticNhsNumber },
    passes: 1,
    faulty: ["description"],
  },
  {
    name: "nothing that fits is chosen, and the words hold an NHS number",
    record: { ...untilFactors, description: `Shown for ${syntheticNhsNumber}` },
    passes: 2,
    faulty: ["factors", "description"],
  },
];

/** The words of a place, with single spaces. */
const words = (element: Element | null | undefined) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

/** What an attribute with ids names. */
const idsIn = (element: Element, attribute: string) => element.getAttribute(attribute)?.trim().split(/\s+/) ?? [];

/** What is read out by itself as it changes. */
const liveRegions = (root: ShadowRoot) => [
  ...root.querySelectorAll('[role="alert"], [role="status"], [aria-live="polite"], [aria-live="assertive"]'),
];

/** Everything the error pattern of the NHS design system asks for, after faults have been shown. */
async function expectErrorPattern(element: DigitalFactorsForm, faults: readonly Fault[]): Promise<void> {
  const root = element.renderRoot as ShadowRoot;
  const [summary, ...more] = root.querySelectorAll(".error-summary");
  expect(more).to.have.lengthOf(0);
  expect(focused(element)).to.equal(summary);

  const links = [...(summary?.querySelectorAll("a") ?? [])];
  const atQuestions = faults.filter(({ linkId }) => linkId !== undefined);
  expect(links.map((link) => ({ linkId: link.hash.slice(1), message: words(link) }))).to.deep.equal(atQuestions);
  expect([...(summary?.querySelectorAll("li") ?? [])].map(words)).to.deep.equal(faults.map(({ message }) => message));

  for (const attribute of ["aria-describedby", "aria-errormessage", "aria-labelledby", "aria-controls", "for"]) {
    const named = [...root.querySelectorAll(`[${attribute}]`)].flatMap((each) => idsIn(each, attribute));
    expect(named.filter((id) => root.getElementById(id) === null)).to.deep.equal([]);
  }

  const shownErrors = [...root.querySelectorAll('[part="error"]')];
  expect(shownErrors.map(({ id }) => id)).to.deep.equal(atQuestions.map(({ linkId }) => `${linkId}-error`));
  const invalid = [...root.querySelectorAll('[aria-invalid="true"]')];
  for (const { linkId, message } of atQuestions) {
    const error = root.getElementById(`${linkId}-error`);
    const prefix = words(error?.querySelector(".unseen"));
    expect(prefix).to.match(/^\S+:$/);
    expect(words(error)).to.equal(`${prefix} ${message}`);
    expect(invalid.some((control) => control.closest(".field")?.id === linkId)).to.equal(true);
  }
  for (const control of invalid) {
    const described = [control, control.closest("fieldset")].flatMap((each) =>
      each === null ? [] : [...idsIn(each, "aria-describedby"), ...idsIn(each, "aria-errormessage")],
    );
    expect(described).to.include(`${control.closest(".field")?.id}-error`);
  }

  // The focus reads the summary out. A live region with the same words would read them a second time.
  for (const { message } of faults) {
    expect(liveRegions(root).filter((region) => words(region).includes(message))).to.deep.equal([]);
    const read = ["aria-labelledby", "aria-describedby"].flatMap((name) =>
      idsIn(inside(element, ".error-summary"), name),
    );
    expect(read.map((id) => words(root.getElementById(id))).join(" ")).to.include(message);
  }

  for (const [index, { linkId }] of atQuestions.entries()) {
    inside(element, ".error-summary").focus();
    await userEvent.keyboard(`${"{Tab}".repeat(index + 1)}{Enter}`);
    await settled(element);
    expect(focused(element)?.closest(".field")?.id).to.equal(linkId);
  }
}

async function press(element: DigitalFactorsForm, selector: string): Promise<void> {
  await userEvent.click(inside(element, selector));
  await settled(element);
}

for (const layout of ["pages", "inline"] as const) {
  describe(`after the reporter presses on too early, layout ${layout}`, () => {
    for (const { name, record, passes, faulty, isPagesOnly } of states) {
      if (layout === "inline" && isPagesOnly) continue;
      it(`shows one summary, ties every fault to its question, and says it once: ${name}`, async () => {
        const element = await mount({
          attributes: { layout, lang: passes === 2 ? "cy" : "en" },
          properties: { record },
        });
        for (let screens = 0; layout === "pages" && screens < passes; screens += 1) await press(element, next);
        const shown: Fault[][] = [];
        element.addEventListener("digital-factors-invalid", ({ detail }) => shown.push([...detail.faults]));
        await press(element, next);
        expect(shown).to.have.lengthOf(1);
        expect(shown[0]?.map(({ linkId }) => linkId)).to.deep.equal(faulty);
        await expectErrorPattern(element, shown[0] ?? []);
      });
    }

    it("shows one summary when the host's own button is pressed too early", async () => {
      const element = await mount({ attributes: { layout, required: "" } });
      const form = document.createElement("form");
      const button = document.createElement("button");
      button.textContent = "Send";
      element.parentElement?.append(form);
      form.append(element, button);
      const shown: Fault[][] = [];
      element.addEventListener("digital-factors-invalid", ({ detail }) => shown.push([...detail.faults]));
      await userEvent.click(button);
      await settled(element);
      expect(shown).to.have.lengthOf(1);
      await expectErrorPattern(element, shown[0] ?? []);
    });

    it("shows one summary for what the host's server found, with and without a question", async () => {
      const element = await mount({ attributes: { layout }, properties: { record: told } });
      const issues: readonly Issue[] = [
        { severity: "error", code: "required", linkId: "system", message: "Select which system it was" },
        { severity: "error", code: "structure", rule: "json", message: "The report could not be read" },
      ];
      element.issues = issues;
      await settled(element);
      await settled(element);
      await expectErrorPattern(element, [
        { linkId: "system", message: "Select which system it was" },
        { message: "The report could not be read" },
      ]);
    });
  });
}

describe("an error summary that does not get the focus", () => {
  it("is read out once, as an alert, while the focus stays with a field of the host", async () => {
    const element = await mount({ attributes: { required: "" } });
    const form = document.createElement("form");
    const [ward, button] = [document.createElement("input"), document.createElement("button")];
    ward.required = true;
    ward.setAttribute("aria-label", "Ward");
    button.textContent = "Send";
    element.parentElement?.append(form);
    form.append(ward, element, button);
    await userEvent.click(button);
    await settled(element);
    expect(document.activeElement).to.equal(ward);
    const root = element.renderRoot as ShadowRoot;
    const reading = liveRegions(root).filter((region) =>
      words(region).includes("Select whether a system played a part"),
    );
    expect(reading).to.deep.equal([inside(element, ".error-summary")]);
  });
});

describe("faults at questions on several screens, found by the host's server", () => {
  it("are each in the summary, and at their question once its link is pressed", async () => {
    const element = await mount({ properties: { record: told } });
    element.issues = ["system", "group", "description"].map((linkId) => ({
      severity: "error",
      code: "value",
      rule: "example",
      linkId,
      message: `Look at ${linkId} again`,
    }));
    await settled(element);
    await settled(element);
    expect(focused(element)).to.equal(inside(element, ".error-summary"));
    for (const linkId of ["system", "group", "description"]) {
      await press(element, `.error-summary a[href="#${linkId}"]`);
      expect(focused(element)?.closest(".field")?.id).to.equal(linkId);
      expect(words(inside(element, `#${linkId}-error`))).to.include(`Look at ${linkId} again`);
    }
  });
});
