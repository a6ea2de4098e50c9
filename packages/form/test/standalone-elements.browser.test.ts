import { describe, it, vi } from "vitest";
import { routesFixtures } from "../src/components/reporting-routes.fixtures.ts";
import { promptFixtures } from "../src/components/yellow-card-prompt.fixtures.ts";
import { registerStrings } from "../src/index.ts";
import { stringsCy } from "../src/strings/cy.ts";
import "../src/define-reporting-routes.ts";
import "../src/define-yellow-card-prompt.ts";
import { expect, inside, mountElement, settled, textOf } from "./mount.ts";
import { expectFitsNarrow, expectTidy } from "./tidy.ts";

registerStrings("cy", stringsCy);

for (const [name, fixtures] of [
  ["yellow-card-prompt", promptFixtures],
  ["reporting-routes", routesFixtures],
] as const) {
  describe(`${name} fixtures`, () => {
    for (const fixture of fixtures.filter(({ shows }) => shows !== "")) {
      it(`is accessible, tidy, and fits 320 px: ${fixture.name}`, async () => {
        const element = await mountElement(name, fixture);
        expect(textOf(element, ".root")).to.include(fixture.shows);
        await expect(element).to.be.accessible();
        expectTidy(element);
        await expectFitsNarrow(element);
      });
    }

    for (const fixture of fixtures.filter(({ shows }) => shows === "")) {
      it(`shows nothing and takes no space: ${fixture.name}`, async () => {
        const element = await mountElement(name, fixture);
        expect(textOf(element, ".root")).to.equal("");
        expect(getComputedStyle(element).display).to.equal("none");
        expect(element.matches(":state(empty)")).to.equal(true);
      });
    }

    it("shows nothing, and what comes after, in a browser that takes names of states with two hyphens only", async () => {
      const add = vi.spyOn(CustomStateSet.prototype, "add").mockImplementation(() => {
        throw new DOMException("The state must start with two hyphens", "SyntaxError");
      });
      const element = await mountElement(name);
      const asked = add.mock.calls.length;
      add.mockRestore();
      expect(asked).to.be.above(0);
      expect(element.getBoundingClientRect().height).to.equal(0);
      element.record = { part: "main", systems: [{ type: "prescribing" }], harm: { kind: "actual" } };
      await settled(element);
      expect(textOf(element, ".root")).to.not.equal("");
    });

    it("stands at the level of the host's outline", async () => {
      const shown = fixtures.find(({ shows }) => shows !== "");
      for (const [attribute, level] of [
        ["2", "2"],
        ["6", "6"],
        ["7", "3"],
        ["two", "3"],
        ["", "3"],
      ] as const) {
        const element = await mountElement(name, {
          properties: { record: { part: "main", systems: [{ type: "prescribing" }], harm: { kind: "actual" } } },
          attributes: { "heading-level": attribute },
        });
        expect(shown).to.not.equal(undefined);
        for (const heading of element.renderRoot.querySelectorAll("h3")) {
          expect(heading.getAttribute("aria-level")).to.equal(level);
        }
        expect(inside(element, "h3").tagName).to.equal("H3");
      }
    });

    it("keeps its look beside a hostile host", async () => {
      const element = await mountElement(name, {
        properties: { record: { part: "main", systems: [{ type: "prescribing" }], harm: { kind: "actual" } } },
      });
      const look = () =>
        [...element.renderRoot.querySelectorAll(".root, h3, label, input, li, summary")].map((each) => {
          const { display, fontSize, color, lineHeight, letterSpacing, position } = getComputedStyle(each);
          return [display, fontSize, color, lineHeight, letterSpacing, position];
        });
      const before = look();
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        "* { all: unset !important; letter-spacing: 9px !important; line-height: 3 !important; color: red !important }",
      );
      document.adoptedStyleSheets.push(sheet);
      const after = look();
      document.adoptedStyleSheets.pop();
      expect(after).to.deep.equal(before);
    });
  });
}
