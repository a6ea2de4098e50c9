import type { RecordDraft } from "@digital-factors/core";
import { describe, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { type DigitalFactorsForm, registerStrings } from "../src/index.ts";
import { stringsCy } from "../src/strings/cy.ts";
import { expect, focused, inside, mount, settled, textOf } from "./mount.ts";

const next = ".primary";
const harmed: RecordDraft = {
  part: "main",
  systems: [{ type: "prescribing" }],
  group: "alerts",
  factors: ["calculation-wrong"],
  harm: { kind: "actual" },
  medicine: { reaction: "no" },
};

async function press(element: DigitalFactorsForm, ...selectors: readonly string[]): Promise<void> {
  for (const selector of selectors) {
    inside(element, selector).click();
    await settled(element);
  }
}

describe("a saved draft", () => {
  for (const draft of ["session", "local"]) {
    it(`is there after a reload (${draft}), with the same id, and gone once the record is whole`, async () => {
      const attributes = { draft, name: `draft-${draft}` };
      const element = await mount({ attributes });
      await press(element, "#part-2", "#system-1");
      expect(textOf(element, ".screen")).to.match(
        draft === "local" ? /Saved on this computer at \d\d:\d\d/ : /Saved in this tab at \d\d:\d\d/,
      );
      const reloaded = await mount({ attributes });
      expect(reloaded.record).to.deep.equal({ ...element.record, recordedAt: reloaded.record.recordedAt });
      await press(reloaded, next, "#group-9", next, "#factors-0", next, next);
      expect((await mount({ attributes })).record.part).to.equal(undefined);
    });
  }

  it("is gone after a reset, and after a day", async () => {
    const attributes = { draft: "local", name: "draft-day" };
    const element = await mount({ attributes });
    await press(element, "#part-2");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 24 * 60 * 60 * 1000 + 1 });
    const later = await mount({ attributes });
    vi.useRealTimers();
    expect(later.record.part).to.equal(undefined);
    await press(later, "#part-2");
    later.reset();
    expect((await mount({ attributes })).record.part).to.equal(undefined);
  });

  it("is kept nowhere by default", async () => {
    const before = localStorage.length + sessionStorage.length;
    await press(await mount(), "#part-2");
    expect(localStorage.length + sessionStorage.length).to.equal(before);
  });
});

describe("the Yellow Card screen", () => {
  it("takes a reference, and warns about a shape it has not seen", async () => {
    const element = await mount({ properties: { record: harmed }, press: [next, next, next, "#yellow-card-0"] });
    await userEvent.fill(inside(element, "#yellow-card-reference"), " adr 24016450 ");
    await settled(element);
    expect(element.record.yellowCard?.references).to.deep.equal([{ covers: "device", value: "adr 24016450" }]);
    expect(textOf(element, "#yellow-card-reference-warning")).to.equal("");
    await userEvent.fill(inside(element, "#yellow-card-reference"), "YC/77/abc");
    await settled(element);
    expect(textOf(element, "#yellow-card-reference-warning")).to.include("We have not seen a number like this before");
    expect(element.record.yellowCard?.references?.[0]?.value).to.equal("YC/77/abc");
  });

  it("selects the summary for copying by hand where there is no clipboard", async () => {
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
    const element = await mount({ properties: { record: harmed }, press: [next, next, next, "#yellow-card-3"] });
    inside(element, ".reveal .secondary").click();
    await vi.waitFor(() => expect(textOf(element, ".reveal .said")).to.include("Press Ctrl and C to copy it"));
    const summary = inside<HTMLTextAreaElement>(element, "#yellow-card-summary");
    expect(summary.selectionEnd).to.equal(summary.value.length);
    expect(summary.value).to.include("Dose, score or calculation was wrong");
  });

  it("says that a reminder is set only when the host took it on", async () => {
    const element = await mount({ properties: { record: harmed }, press: [next, next, next, "#yellow-card-3"] });
    await press(element, ".reveal .secondary + .secondary");
    expect(textOf(element, ".reveal .said")).to.include("Reminders are not set up here");
    element.addEventListener("digital-factors-yellow-card-answered", (event) => {
      if (event.detail.remindMe) event.preventDefault();
    });
    await press(element, ".reveal .secondary + .secondary");
    expect(textOf(element, ".reveal .said")).to.equal("A reminder has been set");
  });

  it("no longer mentions a Yellow Card once the reporter says it is not that kind of system", async () => {
    const record: RecordDraft = {
      ...harmed,
      systems: [{ type: "imaging" }],
      group: "screen",
      factors: ["hard-to-find"],
    };
    const element = await mount({ properties: { record }, press: [next, next, next] });
    expect(textOf(element, ".heading")).to.equal("This may need a Yellow Card");
    await press(element, "#medical-device-1");
    expect(textOf(element, ".heading")).to.equal("One more question");
    expect(element.renderRoot.querySelector("#yellow-card")).to.equal(null);
    await press(element, next);
    expect(textOf(element, ".heading")).to.equal("Check your answers");
  });
});

describe("the check screen", () => {
  it("sends other LFPSE words when the reporter changes them", async () => {
    const record: RecordDraft = {
      part: "main",
      systems: [{ type: "epr" }],
      group: "availability",
      factors: ["backup-plan-failed"],
    };
    const element = await mount({ properties: { record }, press: [next, next, next, "#involvement .link"] });
    await press(element, '#involvement [value="4"]', '#involvement [value="5"]', ".choices + .secondary");
    expect(element.record.involvement).to.deep.equal(["4"]);
    expect(textOf(element, "#involvement")).to.include("IT systems or software were faulty/malfunctioned");
  });

  it("takes out context, says so, and keeps the focus near", async () => {
    const element = await mount({
      properties: { record: { part: "unknown" }, context: { product: "Example", screen: "Ward" } },
      press: [next],
    });
    await press(element, ".summary-list:last-of-type div:nth-child(2) .link");
    expect(element.record.context).to.deep.equal({ product: "Example" });
    expect(textOf(element, ".unseen[role=status]")).to.equal("Screen removed");
    expect(focused(element)?.id).to.equal("context");
  });
});

describe("digital-factors-changed", () => {
  it("is sent for what the reporter does, not for what the host does", async () => {
    const element = await mount();
    const parts: unknown[] = [];
    element.addEventListener("digital-factors-changed", ({ detail }) => parts.push(detail.record.part));
    element.record = { part: "possible" };
    element.reset();
    await settled(element);
    await press(element, "#part-0");
    expect(parts).to.deep.equal(["main"]);
  });
});

describe("the attributes", () => {
  it("are in the record at once, and count as the default when they are wrong", async () => {
    const element = await mount({ properties: { record: { part: "none" } } });
    element.nation = "wales";
    element.setAttribute("event-type", "risk");
    expect(element.record).to.deep.include({ nation: "wales", eventType: "risk" });
    element.nation = "france";
    element.lfpseVersion = "4";
    expect(element.record.nation).to.equal("england");
    expect(element.record.versions?.lfpse).to.equal("4");
  });
});

describe("for the public", () => {
  it("does not show what is for an organisation to do", async () => {
    const routes = async (reporter: string) => {
      const element = await mount({
        attributes: { reporter },
        properties: {
          record: { part: "main", systems: [{ type: "patient-app" }], group: "screen", factors: ["hard-to-find"] },
        },
        press: [next, next, next, next],
      });
      return textOf(element, ".screen");
    };
    expect(await routes("staff")).to.include("Your organisation will also need to tell");
    expect(await routes("public")).to.not.include("Your organisation");
  });
});

describe("language", () => {
  it("follows the page, falls back to English, and follows a language that comes later", async () => {
    document.documentElement.lang = "cy-GB";
    const element = await mount();
    const wasEnglish = inside(element, ".root").lang;
    registerStrings("cy", stringsCy);
    await settled(element);
    document.documentElement.lang = "en";
    expect(wasEnglish).to.equal("en");
    expect(inside(element, ".root").lang).to.equal("cy");
    expect(textOf(element, ".heading")).to.equal(stringsCy.questions.part.legend);
  });
});

describe("beside a hostile host", () => {
  it("keeps its own look, and changes nothing outside", async () => {
    const element = await mount({ properties: { record: { part: "main" } } });
    const look = () => {
      const names = [
        "display",
        "font-size",
        "color",
        "line-height",
        "letter-spacing",
        "text-transform",
        "padding-left",
        "position",
      ];
      return [...element.renderRoot.querySelectorAll(".root, h2, label, input, button")].map((each) => {
        const style = getComputedStyle(each);
        return names.map((name) => style.getPropertyValue(name));
      });
    };
    const before = look();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { all: unset !important; letter-spacing: 9px !important; text-transform: uppercase !important; line-height: 3 !important; color: red !important } label, input, h2 { display: none !important }",
    );
    document.adoptedStyleSheets.push(sheet);
    const after = look();
    const display = getComputedStyle(element).display;
    document.adoptedStyleSheets.pop();
    expect(after).to.deep.equal(before);
    expect(display).to.equal("block");
    expect(document.head.querySelectorAll("style[data-digital-factors]")).to.have.lengthOf(0);
  });
});

describe("the font", () => {
  it("is the page's, and ours where the page chose none", async () => {
    const plain = await mount();
    expect(getComputedStyle(inside(plain, ".root")).fontFamily).to.include("Frutiger W01");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("body { font-family: Verdana, sans-serif }");
    document.adoptedStyleSheets.push(sheet);
    const styled = await mount();
    const { fontFamily } = getComputedStyle(inside(styled, ".root"));
    document.adoptedStyleSheets.pop();
    expect(fontFamily).to.equal("Verdana, sans-serif");
  });
});

describe("define", () => {
  it("is safe twice, also from a second copy", async () => {
    const { DigitalFactorsForm: first } = await import("../src/index.ts");
    await import("../src/define.ts");
    const again = `../src/define.ts?copy=${1}`;
    await import(/* @vite-ignore */ again);
    expect(customElements.get("digital-factors-form")).to.equal(first);
  });
});
