import { parseRecord, type RecordDraft } from "@digital-factors/core";
import { describe, it } from "vitest";
import { userEvent } from "vitest/browser";
import { hostSystems, syntheticNhsNumber } from "../src/components/digital-factors-form.fixtures.ts";
import { expect, focused, inside, mount, settled, textOf } from "./mount.ts";

async function keys(element: Awaited<ReturnType<typeof mount>>, text: string): Promise<void> {
  await userEvent.keyboard(text);
  await settled(element);
}

describe("reporting by keyboard", () => {
  it("goes from the first question to a whole record without a mouse", async () => {
    const element = await mount({ properties: { systems: hostSystems } });
    const completed: RecordDraft[] = [];
    element.addEventListener("digital-factors-completed", ({ detail }) => completed.push(detail.record));

    await keys(element, "{Tab} ");
    expect(element.record.part).to.equal("main");
    await keys(element, "{Tab}{ArrowDown}{Enter}");
    expect(element.record.systems?.[0]?.name).to.equal("ExampleRecord");
    expect(textOf(element, ".heading")).to.equal("What went wrong with it?");
    expect(focused(element)).to.equal(inside(element, ".heading"));

    await keys(element, "{Tab} {Enter}");
    expect(focused(element)).to.equal(inside(element, ".heading"));
    await keys(element, "{Tab} {Tab} {Enter}");
    expect(textOf(element, ".heading")).to.equal("Check your answers");
    expect(textOf(element, ".summary-list")).to.include("The system was down; The system was slow or froze");

    inside(element, ".primary").focus();
    await keys(element, "{Enter}");
    expect(completed).to.have.lengthOf(1);
    expect(parseRecord(completed[0])).to.deep.equal({ ok: true, value: completed[0] });
    expect(focused(element)).to.equal(inside(element, ".panel .heading"));
  });

  it("puts the focus on the error summary, and from its link on the first answer", async () => {
    const element = await mount();
    inside(element, ".primary").focus();
    await keys(element, "{Enter}");
    expect(focused(element)).to.equal(inside(element, ".error-summary"));
    expect(textOf(element, ".error-summary")).to.equal("There is a problem Select whether a system played a part");
    await keys(element, "{Tab}{Enter}");
    expect(focused(element)).to.equal(inside(element, "#part-0"));
    expect(location.hash).to.equal("");
  });

  it("does not send the host's form on Enter or on any button", async () => {
    const element = await mount();
    const form = document.createElement("form");
    let submits = 0;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submits += 1;
    });
    element.parentElement?.append(form);
    form.append(element);
    inside(element, "#part-4").focus();
    await keys(element, " {Enter}");
    await keys(element, "{Tab}{Enter}");
    expect(submits).to.equal(0);
  });

  it("keeps every answer on the way back, and returns from Change to the check screen", async () => {
    const element = await mount({
      properties: {
        record: { part: "contributed", systems: [{ type: "epr" }], group: "screen", factors: ["hard-to-find"] },
      },
      press: [".primary", ".primary"],
    });
    inside(element, ".back").click();
    await settled(element);
    expect(inside<HTMLInputElement>(element, "input:checked").value).to.equal("screen");
    inside(element, ".primary").click();
    await settled(element);
    inside(element, ".primary").click();
    await settled(element);
    expect(textOf(element, ".heading")).to.equal("Check your answers");
    inside(element, ".summary-list div:nth-child(2) .link").click();
    await settled(element);
    expect(focused(element)).to.equal(inside(element, "#system-0"));
    inside(element, "#system-1").click();
    await settled(element);
    inside(element, ".primary").click();
    await settled(element);
    expect(textOf(element, ".heading")).to.equal("Check your answers");
    expect(textOf(element, ".summary-list")).to.include("GP record system");
  });

  it("asks about an NHS number before it moves on, and takes it out", async () => {
    const element = await mount({
      properties: { record: { part: "main", systems: [{ type: "epr" }], group: "screen", factors: ["hard-to-find"] } },
      press: [".primary", ".primary"],
    });
    await userEvent.fill(inside(element, "#description-text"), `Shown for ${syntheticNhsNumber} on screen`);
    await settled(element);
    expect(textOf(element, "#description .inset")).to.include("This looks like an NHS number. Remove it?");
    inside(element, ".primary").click();
    await settled(element);
    await keys(element, "{Tab}{Enter}");
    expect(focused(element)?.textContent?.trim()).to.equal("Remove");
    await keys(element, "{Enter}");
    expect(element.record.description).to.equal("Shown for on screen");
    expect(textOf(element, "[role=status].unseen")).to.equal("Removed");
  });

  it("keeps an NHS number that the reporter chose to keep, and does not ask again", async () => {
    const element = await mount({
      properties: {
        record: {
          part: "main",
          systems: [{ type: "epr" }],
          group: "screen",
          factors: ["hard-to-find"],
          description: syntheticNhsNumber,
        },
      },
      press: [".primary", ".primary", "#description .secondary + .secondary", ".primary"],
    });
    expect(element.record.description).to.equal(syntheticNhsNumber);
    expect(textOf(element, ".heading")).to.equal("Check your answers");
  });

  it("finds a system that is not among the first, and keeps a name it does not know", async () => {
    const element = await mount({
      properties: { systems: hostSystems, record: { part: "main" } },
      press: ["#system-8"],
    });
    await userEvent.fill(inside(element, "#system-search"), "letter");
    await settled(element);
    expect(textOf(element, ".reveal [role=status]")).to.equal("2 systems match");
    inside(element, "#other-system-0").click();
    await settled(element);
    expect(element.record.systems).to.deep.equal([
      { type: "documents", name: "ExampleLetters", functions: [], medicalDevice: "unknown" },
    ]);
    await userEvent.fill(inside(element, "#system-search"), "Nobody's system");
    await settled(element);
    inside(element, '[value="as-typed"]').click();
    await settled(element);
    expect(element.record.systems?.[0]).to.deep.include({ type: "other-system", name: "Nobody's system" });
  });

  it("refuses a fourth tick in words, and lets “none of these” stand alone", async () => {
    const element = await mount({
      properties: {
        record: {
          part: "main",
          systems: [{ type: "epr" }],
          group: "alerts",
          factors: ["no-alert", "wrong-alert-or-advice"],
        },
      },
      press: [".primary", ".primary", "#factors-2", "#factors-3"],
    });
    expect(textOf(element, "#factors [role=alert]")).to.equal("You have picked three. Untick one to pick another");
    expect(inside<HTMLInputElement>(element, "#factors-3").checked).to.equal(false);
    expect(element.record.factors).to.have.lengthOf(3);
    inside(element, '#factors [value="not-sure"]').click();
    await settled(element);
    expect(element.record.factors).to.deep.equal(["not-sure"]);
    expect(element.renderRoot.querySelectorAll("#factors input:checked")).to.have.lengthOf(1);
  });
});
