import { parseRecordJson, type RecordDraft } from "@digital-factors/core";
import { fixture, html } from "@open-wc/testing";
import { describe, it } from "vitest";
import { userEvent } from "vitest/browser";
import type { DigitalFactorsForm } from "../src/index.ts";
import "../src/define.ts";
import { expect, focused, inside, mount, settled, textOf } from "./mount.ts";

async function inForm(element: DigitalFactorsForm) {
  const form = await fixture<HTMLFormElement>(
    html`<form><input name="title" value="Example" />${element}<button>Send</button></form>`,
  );
  await settled(element);
  let submits = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submits += 1;
  });
  return { form, submits: () => submits };
}

const whole: RecordDraft = {
  part: "contributed",
  systems: [{ type: "epr" }],
  group: "screen",
  factors: ["hard-to-find"],
};

describe("in the host's form", () => {
  it("posts the record as JSON under its name, and nothing before the first answer", async () => {
    const element = await mount({ attributes: { name: "digital" } });
    const { form } = await inForm(element);
    expect([...new FormData(form).keys()]).to.deep.equal(["title"]);
    element.record = whole;
    await settled(element);
    const parsed = parseRecordJson(String(new FormData(form).get("digital")));
    expect(parsed).to.deep.equal({ ok: true, value: element.record });
  });

  it("adds flat entries for the fields of the host", async () => {
    const element = await mount({
      properties: { record: { ...whole, factors: ["hard-to-find", "confusing-screen"] } },
    });
    const { form } = await inForm(element);
    element.fieldMap = {
      part: "IN_DIGITAL",
      "systems.0.type": "IN_SYSTEM",
      factors: "IN_FACTOR",
      "systems.0.name": "IN_NAME",
    };
    await settled(element);
    const data = new FormData(form);
    expect(data.get("IN_DIGITAL")).to.equal("contributed");
    expect(data.get("IN_SYSTEM")).to.equal("epr");
    expect(data.getAll("IN_FACTOR")).to.deep.equal(["hard-to-find", "confusing-screen"]);
    expect(data.get("IN_NAME")).to.equal("");
  });

  it("takes the fields of the host from an attribute too, for a page without a script of its own", async () => {
    const element = await mount({
      attributes: { "field-map": '{"part":"IN_DIGITAL","systems.0.type":"IN_SYSTEM"}' },
      properties: { record: whole },
    });
    const { form } = await inForm(element);
    expect(new FormData(form).get("IN_DIGITAL")).to.equal("contributed");
    expect(new FormData(form).get("IN_SYSTEM")).to.equal("epr");
    element.setAttribute("field-map", "{part: IN_DIGITAL}");
    await settled(element);
    expect([...new FormData(form).keys()]).to.deep.equal(["title", "digital-factors"]);
  });

  it("lets the browser suggest nothing in free text, which another person may have typed", async () => {
    const element = await mount({ attributes: { layout: "inline" }, properties: { record: whole } });
    const boxes = element.renderRoot.querySelectorAll("textarea, input[type=text]");
    expect(boxes.length).to.be.greaterThan(0);
    for (const box of boxes) expect(box.getAttribute("autocomplete")).to.equal("off");
  });

  it("lets an unanswered form be sent, unless the host requires an answer", async () => {
    const element = await mount();
    const { form, submits } = await inForm(element);
    form.requestSubmit();
    expect(submits()).to.equal(1);
    element.required = true;
    await settled(element);
    expect(element.validity.valueMissing).to.equal(true);
    expect(element.validationMessage).to.equal("Select whether a system played a part");
    await userEvent.click(inside(element, ".heading"));
    form.querySelector("button")?.click();
    await settled(element);
    expect(submits()).to.equal(1);
    expect(focused(element)).to.equal(inside(element, ".error-summary"));
  });

  it("shows what is missing on its own screen when the host's form is sent", async () => {
    const element = await mount({ properties: { record: { part: "main", systems: [{ type: "epr" }] } } });
    const { form, submits } = await inForm(element);
    const faults: unknown[] = [];
    form.addEventListener("digital-factors-invalid", ({ detail }) => faults.push(...detail.faults));
    form.querySelector("button")?.click();
    await settled(element);
    expect(submits()).to.equal(0);
    expect(textOf(element, ".heading")).to.equal("What went wrong with it?");
    expect(faults).to.deep.equal([{ linkId: "group", message: "Select what went wrong, or select something else" }]);
  });

  it("leaves the focus to a field of the host that comes first", async () => {
    const element = await mount({ attributes: { required: "" } });
    const { form } = await inForm(element);
    const title = form.querySelector("input");
    if (title === null) throw new Error("no title");
    title.value = "";
    title.required = true;
    form.querySelector("button")?.click();
    await settled(element);
    expect(document.activeElement).to.equal(title);
    expect(textOf(element, ".error-summary")).to.include("Select whether a system played a part");
  });

  it("starts a new record on reset, with what the host passed in", async () => {
    const element = await mount({ properties: { record: { harm: { kind: "actual" } } } });
    const { form } = await inForm(element);
    element.record = whole;
    await settled(element);
    const before = element.record.id;
    form.reset();
    await settled(element);
    expect(element.record.part).to.equal(undefined);
    expect(element.record.harm).to.deep.equal({ kind: "actual" });
    expect(new FormData(form).has("digital-factors")).to.equal(false);
    element.record = whole;
    expect(element.record.id).to.not.equal(before);
  });

  it("follows a disabled fieldset", async () => {
    const element = await mount({ attributes: { required: "" } });
    const { form } = await inForm(element);
    const fieldset = document.createElement("fieldset");
    form.append(fieldset);
    fieldset.append(element);
    fieldset.disabled = true;
    await settled(element);
    expect(inside<HTMLInputElement>(element, "#part-0").matches(":disabled")).to.equal(true);
    expect(element.willValidate).to.equal(false);
  });

  it("takes back its state from the browser", async () => {
    const element = await mount({ properties: { record: { ...whole, description: "It showed two lists" } } });
    const saved = JSON.stringify({ draft: element.record });
    const other = await mount();
    other.formStateRestoreCallback(saved);
    await settled(other);
    expect(other.record.description).to.equal("It showed two lists");
    expect(other.record.id).to.equal(element.record.id);
    other.formStateRestoreCallback("not JSON");
    expect(other.record.part).to.equal("contributed");
  });

  it("keeps recordedAt while the answers stay the same", async () => {
    const element = await mount({
      properties: { record: { ...whole } },
      press: [".primary", ".primary", ".primary", ".primary"],
    });
    const { recordedAt } = element.record;
    for (const selector of [".panel .link", ".primary"]) {
      inside(element, selector).click();
      await settled(element);
    }
    expect(element.record.recordedAt).to.equal(recordedAt);
  });

  it("shows the server's faults at their questions and the rest in the summary alone", async () => {
    const element = await mount({ properties: { record: whole }, press: [".primary", ".primary"] });
    element.issues = [
      { severity: "error", code: "value", rule: "example", linkId: "group", message: "Choose another" },
      { severity: "error", code: "structure", rule: "example", message: "Try again later" },
    ];
    await settled(element);
    await settled(element);
    expect(focused(element)).to.equal(inside(element, ".error-summary"));
    expect(textOf(element, "#group-error")).to.include("Choose another");
    expect(element.renderRoot.querySelectorAll(".error-summary a")).to.have.lengthOf(1);
    expect(textOf(element, ".error-summary")).to.include("Try again later");
  });

  it("follows the host when it takes an answer of its own back", async () => {
    const element = await mount();
    element.record = {
      id: "7b1c9f0a-5b1e-4c7e-9d53-0c6a2f1f9a11",
      harm: { kind: "actual" },
      medicine: { reaction: "yes" },
    };
    inside(element, "#part-0").click();
    element.record = { harm: { kind: "near-miss" } };
    expect(element.record).to.deep.include({ part: "main", id: "7b1c9f0a-5b1e-4c7e-9d53-0c6a2f1f9a11" });
    expect(element.record.harm).to.deep.equal({ kind: "near-miss" });
    expect(element.record.medicine).to.equal(undefined);
  });

  it("ignores what is wrong in a record that the host sets", async () => {
    const element = await mount();
    for (const wrong of [
      null,
      1,
      "text",
      [],
      { part: "perhaps", nation: 7, systems: [{ type: "none" }, { type: "epr", name: 1 }], other: true },
    ]) {
      element.record = wrong;
    }
    await settled(element);
    expect(element.record).to.deep.equal({
      nation: "england",
      reporter: "staff",
      eventType: "incident",
      systems: [{ type: "epr" }],
    });
  });
});
