import type { RecordDraft } from "@digital-factors/core";
import { fixture, html } from "@open-wc/testing";
import fc from "fast-check";
import { describe, it } from "vitest";
import { userEvent } from "vitest/browser";
import {
  deviceAndMedicine,
  deviceHarm,
  deviceNotKnown,
  type PromptFixture,
} from "../src/components/yellow-card-prompt.fixtures.ts";
import type { FactAnsweredDetail, YellowCardAnsweredDetail, YellowCardPrompt } from "../src/index.ts";
import "../src/define-reporting-routes.ts";
import "../src/define-yellow-card-prompt.ts";
import { expect, focused, inside, mountElement, settled, textOf } from "./mount.ts";

const prompt = (state: Omit<PromptFixture, "name" | "shows"> = { properties: { record: deviceHarm } }) =>
  mountElement("yellow-card-prompt", state);

async function inForm(element: YellowCardPrompt) {
  const form = await fixture<HTMLFormElement>(html`<form>${element}<button>Send</button></form>`);
  await settled(element);
  return form;
}

async function press(element: YellowCardPrompt, ...selectors: readonly string[]): Promise<void> {
  for (const selector of selectors) {
    inside(element, selector).click();
    await settled(element);
  }
}

function answersOf(element: YellowCardPrompt): YellowCardAnsweredDetail[] {
  const details: YellowCardAnsweredDetail[] = [];
  element.addEventListener("digital-factors-yellow-card-answered", ({ detail }) => details.push(detail));
  return details;
}

const posted = (form: HTMLFormElement, name = "yellow-card") => {
  const entry = new FormData(form).get(name);
  return entry === null ? undefined : JSON.parse(String(entry));
};

describe("yellow-card-prompt in the host's form", () => {
  it("posts nothing before an answer, then the answer as JSON under its name", async () => {
    const element = await prompt({ attributes: { name: "card" }, properties: { record: deviceHarm } });
    const form = await inForm(element);
    expect([...new FormData(form).keys()]).to.deep.equal([]);
    await press(element, "#yellow-card-0");
    expect(posted(form, "card")).to.deep.equal({ status: "reported-no-number", references: [] });
    await userEvent.fill(inside(element, "#yellow-card-reference"), " adr 24016450 ");
    await settled(element);
    expect(posted(form, "card")).to.deep.equal({
      status: "reported",
      references: [{ covers: "device", value: "adr 24016450" }],
    });
    expect(element.value).to.equal(new FormData(form).get("card"));
  });

  it("never holds the form back", async () => {
    const element = await prompt();
    const form = await inForm(element);
    let submits = 0;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submits += 1;
    });
    form.requestSubmit();
    await press(element, "#yellow-card-0");
    await userEvent.fill(inside(element, "#yellow-card-reference"), "https://example.org");
    await userEvent.keyboard("{Enter}");
    expect(submits).to.equal(1);
    form.requestSubmit();
    expect(submits).to.equal(2);
    expect([element.checkValidity(), element.reportValidity(), element.validationMessage]).to.deep.equal([
      true,
      true,
      "",
    ]);
    expect(textOf(element, "#yellow-card-reference-warning")).to.include("web or email address");
    expect(posted(form)).to.deep.equal({ status: "reported-no-number", references: [] });
  });

  it("posts nothing once nothing is asked any more, and again when it is", async () => {
    const element = await prompt();
    const form = await inForm(element);
    await press(element, "#yellow-card-2");
    element.record = { ...deviceHarm, part: "none" };
    await settled(element);
    expect(posted(form)).to.equal(undefined);
    element.record = deviceHarm;
    await settled(element);
    expect(posted(form)).to.deep.equal({ status: "someone-else-will", references: [] });
  });

  it("forgets on reset what was answered here, and keeps what the host knows", async () => {
    const element = await prompt({ properties: { record: deviceNotKnown } });
    const form = await inForm(element);
    await press(element, "#medical-device-0", "#yellow-card-3");
    form.reset();
    await settled(element);
    expect(posted(form)).to.equal(undefined);
    expect(element.renderRoot.querySelectorAll("input:checked")).to.have.lengthOf(0);
    expect(element.record.systems).to.deep.equal([{ type: "imaging" }]);
  });

  it("follows a disabled fieldset", async () => {
    const element = await prompt();
    const form = await inForm(element);
    await press(element, "#yellow-card-3");
    const fieldset = document.createElement("fieldset");
    form.append(fieldset);
    fieldset.append(element);
    fieldset.disabled = true;
    await settled(element);
    expect(inside(element, "#yellow-card-0").matches(":disabled")).to.equal(true);
    expect(posted(form)).to.equal(undefined);
  });

  it("takes back its state from the browser, and its value from the host", async () => {
    const state = JSON.stringify({
      reference: "YC/77/abc",
      yellowCard: { status: "reported", references: [{ covers: "device", value: "YC/77/abc" }] },
      harm: { kind: "actual" },
      medicalDevice: { of: '["imaging",null]', value: "yes" },
    });
    const element = await prompt();
    const form = await inForm(element);
    element.formStateRestoreCallback("not JSON");
    element.formStateRestoreCallback(null);
    element.formStateRestoreCallback(state);
    await settled(element);
    expect(inside<HTMLInputElement>(element, "#yellow-card-reference").value).to.equal("YC/77/abc");
    expect(posted(form).references).to.have.lengthOf(1);
    const other = await prompt();
    other.value = JSON.stringify(posted(form));
    await settled(other);
    expect(other.value).to.equal(element.value);
    for (const wrong of ["", "{", "null", "7", '{"status":"perhaps"}']) {
      other.value = wrong;
      expect(other.value).to.equal("");
    }
  });

  it("keeps what the browser brings back about a system until another system is meant", async () => {
    const first = await prompt({ properties: { record: deviceNotKnown }, press: ["#medical-device-0"] });
    expect(first.record.systems).to.deep.equal([{ type: "imaging", medicalDevice: "yes" }]);
    first.record = { ...deviceNotKnown, systems: [{ type: "ai-tool" }] };
    expect(first.record.systems).to.deep.equal([{ type: "ai-tool" }]);
    await settled(first);
    expect(first.renderRoot.querySelectorAll("#medical-device input:checked")).to.have.lengthOf(0);
  });
});

describe("yellow-card-prompt by keyboard", () => {
  it("is answered with Tab, Space and the arrow keys alone", async () => {
    const element = await prompt({ properties: { record: deviceNotKnown } });
    const form = await inForm(element);
    await userEvent.keyboard("{Tab}{Enter}");
    expect(inside<HTMLDetailsElement>(element, "details").open).to.equal(true);
    await userEvent.keyboard("{Tab}{Tab}{Space}");
    await settled(element);
    expect(element.record.systems?.[0]?.medicalDevice).to.equal("yes");
    await userEvent.keyboard("{Tab}{Space}");
    await settled(element);
    expect(focused(element)?.id).to.equal("yellow-card-0");
    await userEvent.keyboard("{Tab}ADR 24016450{Tab}");
    await settled(element);
    expect(posted(form).references).to.deep.equal([{ covers: "device", value: "ADR 24016450" }]);
    await userEvent.keyboard("{Shift>}{Tab}{Tab}{/Shift}{ArrowUp}");
    await settled(element);
    expect(posted(form)).to.deep.equal({ status: "not-reported", references: [] });
    await userEvent.keyboard("{Tab}");
    expect(focused(element)?.textContent?.trim()).to.equal("Open the Yellow Card site (opens in a new tab)");
  });
});

describe("yellow-card-prompt events", () => {
  it("tells of each answer that is different, and of a number once its box is left", async () => {
    const element = await prompt();
    await inForm(element);
    const details = answersOf(element);
    await press(element, "#yellow-card-0");
    inside(element, "#yellow-card-reference").focus();
    await userEvent.keyboard("ADR 24016450");
    await settled(element);
    expect(details).to.have.lengthOf(1);
    await userEvent.keyboard("{Tab}");
    await press(element, "#yellow-card-0", "#yellow-card-0", "#yellow-card-2", "#yellow-card-2");
    expect(details.map(({ yellowCard }) => yellowCard.status)).to.deep.equal([
      "reported-no-number",
      "reported",
      "someone-else-will",
    ]);
    expect(details.map(({ remindMe }) => remindMe)).to.deep.equal([false, false, false]);
  });

  it("says that a reminder is set only when the host took it on", async () => {
    const element = await prompt({
      properties: { record: deviceHarm },
      press: ["#yellow-card-3", ".reveal .secondary + .secondary"],
    });
    expect(textOf(element, ".said")).to.include("Reminders are not set up here");
    const details = answersOf(element);
    element.addEventListener("digital-factors-yellow-card-answered", (event) => {
      if (event.detail.remindMe) event.preventDefault();
    });
    await press(element, ".reveal .secondary + .secondary");
    expect(textOf(element, ".said")).to.equal("A reminder has been set");
    expect(details).to.deep.equal([{ yellowCard: { status: "not-reported", references: [] }, remindMe: true }]);
  });

  it("tells of the fact that decides, which the host can put on top of its record", async () => {
    const element = await prompt({ properties: { record: deviceNotKnown } });
    let record: RecordDraft = deviceNotKnown;
    const details: FactAnsweredDetail[] = [];
    element.addEventListener("digital-factors-fact-answered", ({ detail }) => {
      details.push(detail);
      record = { ...record, ...detail.draft };
      element.record = record;
    });
    await press(element, "#medical-device-0");
    expect(details).to.deep.equal([
      { linkId: "medical-device", answer: "yes", draft: { systems: [{ type: "imaging", medicalDevice: "yes" }] } },
    ]);
    await press(element, "#medical-device-1");
    expect(details[1]?.answer).to.equal("no");
    expect(textOf(element, ".heading")).to.equal("One more question");
    expect(inside<HTMLInputElement>(element, "#medical-device-1").checked).to.equal(true);
  });

  it("asks what it meant for the patient, and stops once the host says otherwise", async () => {
    const element = await prompt({ properties: { record: { part: "main", systems: [{ type: "prescribing" }] } } });
    const details: FactAnsweredDetail[] = [];
    element.addEventListener("digital-factors-fact-answered", ({ detail }) => details.push(detail));
    await press(element, "#harm-1");
    expect(details).to.deep.equal([{ linkId: "harm", answer: "near-miss", draft: { harm: { kind: "near-miss" } } }]);
    expect(element.record.harm).to.deep.equal({ kind: "near-miss" });
    element.record = { part: "main", systems: [{ type: "prescribing" }], harm: { kind: "none" } };
    await settled(element);
    expect(element.record.harm).to.deep.equal({ kind: "none" });
    expect(element.renderRoot.querySelector("#harm")).to.equal(null);
  });
});

describe("yellow-card-prompt and what the host knows", () => {
  it("does not vanish under the reporter when the host hands the answer back", async () => {
    const element = await prompt();
    element.addEventListener("digital-factors-yellow-card-answered", ({ detail }) => {
      element.record = { ...deviceHarm, yellowCard: detail.yellowCard };
    });
    await press(element, "#yellow-card-0");
    await userEvent.fill(inside(element, "#yellow-card-reference"), "ADR 24016450");
    await userEvent.keyboard("{Tab}");
    await settled(element);
    expect(textOf(element, ".heading")).to.equal("This may need a Yellow Card");
    expect(JSON.parse(element.value).references).to.have.lengthOf(1);
  });

  it("keeps the host's own number for the device when the medicine is answered here", async () => {
    const element = await prompt({
      properties: {
        record: {
          ...deviceAndMedicine,
          yellowCard: { status: "reported", references: [{ covers: "device", value: "ADR 24016450" }] },
        },
      },
    });
    expect(element.renderRoot.querySelectorAll("input:checked")).to.have.lengthOf(0);
    await press(element, "#yellow-card-0");
    await userEvent.fill(inside(element, "#yellow-card-reference"), "ADR 24016451");
    expect(JSON.parse(element.value).references).to.deep.equal([
      { covers: "device", value: "ADR 24016450" },
      { covers: "medicine", value: "ADR 24016451" },
    ]);
  });

  it("shows an answer that the host has, and asks only what the number is for", async () => {
    const element = await prompt({
      properties: {
        record: { ...deviceAndMedicine, yellowCard: { status: "reported", references: [{ value: "ADR 24016450" }] } },
      },
    });
    expect(inside<HTMLInputElement>(element, "#yellow-card-reference").value).to.equal("ADR 24016450");
    await press(element, "#covers-2");
    expect(JSON.parse(element.value).references).to.deep.equal([{ covers: "both", value: "ADR 24016450" }]);
  });

  it("takes any record, criteria and words, and never throws into the page", async () => {
    const routes = await mountElement("reporting-routes");
    const element = await prompt({});
    const likely = fc.record(
      {
        part: fc.constantFrom("main", "none", "unknown"),
        systems: fc.oneof(fc.constant([{ type: "prescribing" }]), fc.anything()),
        harm: fc.oneof(fc.constant({ kind: "actual" }), fc.anything()),
        medicine: fc.anything(),
        yellowCard: fc.anything(),
        recordedAt: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true });
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, likely), anything, anything, async (record, criteria, text) => {
        for (const each of [element, routes]) {
          Object.assign(each, { record, criteria, nation: text, reporter: text, headingLevel: text });
          await settled(each);
        }
        element.value = text as string;
        element.formStateRestoreCallback(text);
        await settled(element);
      }),
      { numRuns: 300 },
    );
    const trap = new Proxy([], {
      get: () => {
        throw new Error("not for you");
      },
    });
    for (const each of [element, routes]) {
      Object.assign(each, { record: trap, criteria: trap });
      await settled(each);
    }
    expect(({} as { readonly polluted?: unknown }).polluted).to.equal(undefined);
  });
});
