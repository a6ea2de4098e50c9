import { describe, it } from "vitest";
import { deviceHarm } from "../src/components/yellow-card-prompt.fixtures.ts";
import "../src/define-reporting-routes.ts";
import { expect, mountElement, settled, textOf } from "./mount.ts";

describe("reporting-routes", () => {
  it("says of each route why, who and when, in a list under a heading", async () => {
    const element = await mountElement("reporting-routes", { properties: { record: deviceHarm } });
    const lists = [...element.renderRoot.querySelectorAll('[part="routes"]')];
    expect(lists.map((list) => list.previousElementSibling?.textContent)).to.deep.equal([
      "We will also tell",
      "Your organisation will also need to tell",
      "You may want to tell",
    ]);
    const card = lists.at(-1)?.textContent?.replace(/\s+/g, " ").trim();
    expect(card).to.equal(
      "The MHRA, with a Yellow Card. The system may be a medical device. When: as soon as possible. " +
        "This one is for you to send. Open the Yellow Card site (opens in a new tab)",
    );
  });

  it("follows the record and the nation", async () => {
    const element = await mountElement("reporting-routes", { properties: { record: deviceHarm } });
    element.nation = "scotland";
    await settled(element);
    expect(textOf(element, ".root")).to.include("IRIC").and.not.include("LFPSE");
    element.record = { ...deviceHarm, nation: "northern-ireland" };
    await settled(element);
    expect(textOf(element, ".root")).to.include("NIAIC");
    element.record = undefined;
    await settled(element);
    expect(element.matches(":state(empty)")).to.equal(true);
  });

  it("shows the public neither what is for an organisation to do, nor the sources of that", async () => {
    const element = await mountElement("reporting-routes", {
      attributes: { reporter: "patient" },
      properties: { record: deviceHarm },
      press: ["summary"],
    });
    expect(textOf(element, ".root")).to.not.match(/Your organisation|DCB0129|supplier/);
  });

  it("puts the host's words in", async () => {
    const element = await mountElement("reporting-routes", {
      properties: {
        record: { part: "none" },
        strings: { standalone: { noPart: "Nothing more to do." }, routes: { lfpse: { name: "The national service" } } },
      },
    });
    expect(textOf(element, ".root")).to.match(/^Nothing more to do\. .*The national service/);
  });
});

describe("the define entries", () => {
  it("are safe twice, also from a second copy", async () => {
    const { ReportingRoutes, YellowCardPrompt } = await import("../src/index.ts");
    await import("../src/define-yellow-card-prompt.ts");
    for (const file of ["define-reporting-routes", "define-yellow-card-prompt"]) {
      await import(/* @vite-ignore */ `../src/${file}.ts?copy=${1}`);
    }
    expect(customElements.get("reporting-routes")).to.equal(ReportingRoutes);
    expect(customElements.get("yellow-card-prompt")).to.equal(YellowCardPrompt);
  });
});
