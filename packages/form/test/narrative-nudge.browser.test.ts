import { fixture, html } from "@open-wc/testing";
import { afterEach, describe, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { type DigitalFactorsForm, registerStrings } from "../src/index.ts";
import "../src/narrative.ts";
import { nudgeStringsEn } from "../src/narrative.ts";
import { stringsCy } from "../src/strings/cy.ts";
import { expect, focused, inside, mount, settled, textOf } from "./mount.ts";
import { expectFitsNarrow, expectTidy } from "./tidy.ts";

const down = "Meds late as the EPR was down for an hour.";
const nudgeOf = (element: DigitalFactorsForm) => inside(element, "[aria-labelledby=nudge-question]");
const isShown = (element: DigitalFactorsForm) => nudgeOf(element).checkVisibility();
const said = (element: DigitalFactorsForm) => textOf(element, ".unseen[role=status]");

let fields = 0;

/** A form beside a field of the host's that already holds a narrative. */
async function beside(
  text: string,
  {
    field = document.createElement("textarea"),
    properties = {},
    attributes = {},
  }: {
    readonly field?: HTMLElement;
    readonly properties?: object;
    readonly attributes?: Readonly<Record<string, string>>;
  } = {},
) {
  field.id = `narrative-${++fields}`;
  if ("value" in field) field.value = text;
  else field.textContent = text;
  await fixture(html`${field}`);
  const element = await mount({ attributes: { ...attributes, "narrative-for": field.id }, properties });
  await settled(element);
  const write = async (written: string) => {
    if ("value" in field) field.value = written;
    else field.textContent = written;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await settled(element);
  };
  return { element, field, write };
}

const press = async (element: DigitalFactorsForm, name: keyof typeof nudgeStringsEn) => {
  const button = [...nudgeOf(element).querySelectorAll("button")].find(
    ({ textContent }) => textContent === nudgeStringsEn[name],
  );
  await userEvent.click(button ?? nudgeOf(element));
  await settled(element);
};

afterEach(() => vi.useRealTimers());

describe("narrative-for", () => {
  it("asks at the words the reporter wrote, reads the question out once, and answers nothing", async () => {
    const { element, write } = await beside(down);
    expect(textOf(element, "#nudge-question")).to.equal("You wrote “EPR was down”. Did a computer system play a part?");
    expect(said(element)).to.equal(textOf(element, "#nudge-question"));
    expect(element.record.part).to.equal(undefined);
    expect(element.renderRoot.querySelector("#part input:checked")).to.equal(null);
    await write(`${down} It came back.`);
    expect(isShown(element)).to.equal(true);
    await write("Fell in the corridor. Nobody hurt.");
    expect(isShown(element)).to.equal(false);
  });

  it("says nothing of a system that is only named, nor once the question is answered", async () => {
    const { element, write } = await beside("Seen on the ward, EPR checked.");
    expect(isShown(element)).to.equal(false);
    element.record = { part: "possible" };
    await settled(element);
    await write(down);
    expect(isShown(element)).to.equal(false);
  });

  it("follows a text while it is typed, once the reporter pauses", async () => {
    const { element, field } = await beside("");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    for (const text of ["EPR was d", "EPR was down"]) {
      (field as HTMLTextAreaElement).value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      vi.advanceTimersByTime(500);
      expect(isShown(element)).to.equal(false);
    }
    vi.advanceTimersByTime(200);
    expect(isShown(element)).to.equal(true);
    const { activeElement } = document;
    expect(activeElement === element).to.equal(false);
  });

  it("reads a one-line box and what can be edited in place", async () => {
    const editable = document.createElement("div");
    editable.contentEditable = "true";
    for (const field of [document.createElement("input"), editable]) {
      const { element } = await beside(down, { field });
      expect(isShown(element)).to.equal(true);
    }
  });

  it("takes “Yes” as a wish to tell more: the first question has the focus, and no answer", async () => {
    const { element } = await beside(down);
    const answers: unknown[] = [];
    element.addEventListener("digital-factors-nudge-answered", ({ detail }) => answers.push(detail.answer));
    await press(element, "yes");
    expect(isShown(element)).to.equal(false);
    expect(focused(element)).to.equal(inside(element, "#part .heading"));
    expect(element.record.part).to.equal(undefined);
    expect(answers).to.deep.equal(["yes"]);
  });

  for (const [name, part, value] of [
    ["no", "none", "4"],
    ["unknown", "unknown", "5"],
  ] as const) {
    it(`takes “${nudgeStringsEn[name]}” as the reporter's answer, and moves the focus to it`, async () => {
      const { element } = await beside(down);
      const changed: unknown[] = [];
      element.addEventListener("digital-factors-changed", ({ detail }) => changed.push(detail.record.part));
      await press(element, name);
      expect(element.record.part).to.equal(part);
      expect(changed).to.deep.equal([part]);
      expect(focused(element)).to.equal(inside(element, `#part-${value}`));
      expect(isShown(element)).to.equal(false);
    });
  }

  it("can be put aside, does not come back for other words, and does after a reset", async () => {
    const { element, write } = await beside(down);
    await press(element, "dismiss");
    expect(isShown(element)).to.equal(false);
    await write("PACS was offline all night.");
    expect(isShown(element)).to.equal(false);
    element.reset();
    await settled(element);
    expect(textOf(element, "#nudge-question")).to.include("PACS was offline");
    expect(isShown(element)).to.equal(true);
  });

  it("tells the host what kind of words it found, once for each, and never the words", async () => {
    const found: unknown[] = [];
    const listen = ({ detail }: CustomEvent) => found.push(detail);
    document.addEventListener("digital-factors-cue-found", listen);
    const { element, write } = await beside(down);
    await write("PACS was offline all night.");
    await write(down);
    document.removeEventListener("digital-factors-cue-found", listen);
    expect(found).to.deep.equal([
      { kind: "system-failed", systemType: "epr" },
      { kind: "system-failed", systemType: "imaging" },
    ]);
    expect(isShown(element)).to.equal(true);
  });

  it("outlives a field that is replaced, and one that is taken away", async () => {
    const { element, field } = await beside(down);
    const other = document.createElement("textarea");
    other.id = field.id;
    field.replaceWith(other);
    other.value = "Nothing of note.";
    other.dispatchEvent(new Event("change", { bubbles: true }));
    expect(isShown(element)).to.equal(false);
    other.value = down;
    other.dispatchEvent(new Event("change", { bubbles: true }));
    expect(isShown(element)).to.equal(true);
    other.remove();
    element.requestUpdate();
    await settled(element);
    expect(isShown(element)).to.equal(false);
  });

  it("follows its element to another place, and lets go of the page when that is gone", async () => {
    const { element, write } = await beside("");
    const place = await fixture<HTMLElement>(html`<section></section>`);
    place.append(element);
    await settled(element);
    await write(down);
    expect(isShown(element)).to.equal(true);
    await write("");
    element.remove();
    await write(down);
    expect(isShown(element)).to.equal(false);
  });

  it("finds the field in the shadow root that both stand in", async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML =
      '<textarea id="inner"></textarea><digital-factors-form narrative-for="inner"></digital-factors-form>';
    const element = root.querySelector("digital-factors-form");
    const field = root.querySelector("textarea");
    if (element === null || field === null) throw new Error("both are there");
    field.value = down;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await settled(element);
    expect(isShown(element)).to.equal(true);
  });

  it("shows nothing once the attribute is gone, and follows another field when it names one", async () => {
    const { element, field } = await beside(down);
    element.removeAttribute("narrative-for");
    await settled(element);
    expect(isShown(element)).to.equal(false);
    element.setAttribute("narrative-for", field.id);
    await settled(element);
    expect(isShown(element)).to.equal(true);
  });

  it("throws nothing where the id is nobody's, or the field's value cannot be had", async () => {
    const element = await mount({ attributes: { "narrative-for": "nobody" } });
    expect(isShown(element)).to.equal(false);
    const odd = document.createElement("textarea");
    const { element: other, field } = await beside("", { field: odd });
    Object.defineProperty(field, "value", {
      get() {
        throw new Error("not for you");
      },
    });
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await settled(other);
    expect(isShown(other)).to.equal(false);
  });

  it("shows words as text, whatever is in them", async () => {
    const { element } = await beside("The <b>EPR</b> was <img src=x> down.\nEPR\n was   down");
    expect(nudgeOf(element).querySelector("b, img")).to.equal(null);
  });

  it("speaks Welsh where the page does, and the host's own words where it has some", async () => {
    registerStrings("cy", stringsCy);
    const { element } = await beside(down, { attributes: { lang: "cy" } });
    expect(textOf(element, "#nudge-question")).to.include("Ysgrifennoch chi “EPR was down”");
    expect(nudgeOf(element).lang).to.equal("cy");
    const { element: own } = await beside(down, { properties: { strings: { nudge: { yes: "Yes please" } } } });
    expect(nudgeOf(own).textContent).to.include("Yes please");
    expect(nudgeOf(own).textContent).to.include("Not sure");
  });

  it("is accessible, tidy, and fits a narrow screen", async () => {
    const { element } = await beside(`${down} ${"x".repeat(400)}`);
    await expect(element).to.be.accessible();
    expectTidy(element);
    await expectFitsNarrow(element);
  });
});
