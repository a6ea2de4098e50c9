import { fixture, html } from "@open-wc/testing";
import { describe, it } from "vitest";
import { registerStrings } from "../src/index.ts";
import { stringsCy } from "../src/strings/cy.ts";
import { expect, focused, inside, mount, settled, textOf } from "./mount.ts";

const newer = { format: "digital-factors/2", part: "main", answers: ["of a kind we do not know"] };

describe("a page title that says there is an error", () => {
  it("can be kept by the two events alone, in the language shown", async () => {
    registerStrings("cy", stringsCy);
    for (const [lang, prefix] of [
      ["en", "Error: "],
      ["cy", "Gwall: "],
    ] as const) {
      const element = await mount({ attributes: { lang } });
      let title = "Incident";
      element.addEventListener("digital-factors-invalid", ({ detail }) => {
        title = `${detail.titlePrefix}Incident`;
      });
      element.addEventListener("digital-factors-valid", ({ detail }) => {
        title = `Incident${detail ?? ""}`;
      });
      inside(element, ".primary").click();
      await settled(element);
      expect(title).to.equal(`${prefix}Incident`);
      inside(element, "#part-2").click();
      await settled(element);
      expect(title).to.equal("Incident");
    }
  });

  it("is told once when the last fault goes, by an answer, by going back, or by a reset", async () => {
    const record = { part: "main", systems: [{ type: "epr" }] } as const;
    for (const clear of ["#group-0", ".back", "reset"]) {
      const element = await mount({ properties: { record }, press: [".primary", ".primary"] });
      let times = 0;
      element.addEventListener("digital-factors-valid", () => {
        times += 1;
      });
      if (clear === "reset") element.reset();
      else inside(element, clear).click();
      await settled(element);
      element.requestUpdate();
      await settled(element);
      expect(times, clear).to.equal(1);
    }
  });
});

describe("the error summary", () => {
  it("is no alert where it takes the focus, which reads it out, so that nothing is read twice", async () => {
    const element = await mount({ press: [".primary"] });
    const summary = inside(element, ".error-summary");
    expect(focused(element)).to.equal(summary);
    expect(element.renderRoot.querySelector("[role=alert] a, [role=alert]:not(:empty)")).to.equal(null);
    expect(summary.getAttribute("role")).to.equal("group");
    const described = inside(element, `#${summary.getAttribute("aria-describedby")}`);
    expect(described.textContent).to.include("Select whether a system played a part");
  });

  it("is an alert where the focus stays with a field of the host's", async () => {
    const form = await fixture<HTMLFormElement>(html`<form><input required /></form>`);
    const element = await mount({ attributes: { required: "" } });
    form.append(element);
    await settled(element);
    form.reportValidity();
    await settled(element);
    expect(inside(element, ".error-summary").getAttribute("role")).to.equal("alert");
    expect(focused(element)).to.equal(null);
  });
});

describe("a record of a format that is not known", () => {
  it("is not taken in part: the reporter and the host are told, and what is there stays", async () => {
    const element = await mount();
    const faults: unknown[] = [];
    element.addEventListener("digital-factors-invalid", ({ detail }) => faults.push(...detail.faults));
    element.record = newer;
    expect(element.recordProblem).to.equal("unknown-format");
    await settled(element);
    expect(element.record.part).to.equal(undefined);
    expect(textOf(element, ".error-summary")).to.include("come from another version of this form");
    expect(faults).to.have.lengthOf(1);
    expect(JSON.stringify(faults)).to.not.include("of a kind");
    expect(focused(element)).to.equal(null);
    expect(inside(element, ".error-summary").getAttribute("role")).to.equal("alert");
    await expect(element).to.be.accessible();
    element.record = { part: "possible" };
    await settled(element);
    expect(element.recordProblem).to.equal(undefined);
    expect(element.renderRoot.querySelector(".error-summary")).to.equal(null);
    expect(element.record.part).to.equal("possible");
  });

  it("posts nothing in its place until the reporter answers, and is forgotten on reset", async () => {
    const form = await fixture<HTMLFormElement>(html`<form></form>`);
    const element = await mount({ properties: { record: newer } });
    form.append(element);
    await settled(element);
    expect([...new FormData(form).keys()]).to.deep.equal([]);
    expect(form.checkValidity()).to.equal(true);
    element.reset();
    await settled(element);
    expect(element.recordProblem).to.equal(undefined);
    expect(element.renderRoot.querySelector(".error-summary")).to.equal(null);
  });
});
