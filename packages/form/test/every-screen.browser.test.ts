import { afterAll, beforeAll, describe, it } from "vitest";
import { formFixtures } from "../src/components/digital-factors-form.fixtures.ts";
import { registerStrings } from "../src/index.ts";
import { stringsCy } from "../src/strings/cy.ts";
import { expect, inside, mount, settled, textOf } from "./mount.ts";

registerStrings("cy", stringsCy);

describe("digital-factors-form fixtures", () => {
  for (const fixture of formFixtures) {
    it(`is accessible: ${fixture.name}`, async () => {
      const element = await mount(fixture);
      expect(textOf(element, ".root")).to.include(fixture.shows);
      await expect(element).to.be.accessible();
    });

    it(`names only ids that exist, ties every error to its field, and has no style attribute: ${fixture.name}`, async () => {
      const element = await mount(fixture);
      const root = element.renderRoot;
      const ids = [...root.querySelectorAll("[id]")].map(({ id }) => id);
      expect(ids).to.deep.equal([...new Set(ids)]);
      for (const each of root.querySelectorAll("[aria-describedby], [aria-labelledby], label[for]")) {
        const names = ["aria-describedby", "aria-labelledby", "for"].flatMap(
          (name) => each.getAttribute(name)?.trim().split(/\s+/) ?? [],
        );
        for (const name of names) expect(ids).to.include(name);
      }
      for (const link of root.querySelectorAll<HTMLAnchorElement>(".error-summary a")) {
        const linkId = link.hash.slice(1);
        const error = inside(element, `[id="${linkId}-error"]`);
        expect(error.textContent).to.include(link.textContent?.trim());
        const described = inside(element, `[aria-describedby~="${linkId}-error"]`);
        expect(
          described.matches('[aria-invalid="true"]') || described.querySelector('[aria-invalid="true"]') !== null,
        ).to.equal(true);
      }
      expect(root.querySelectorAll("[style], style, script")).to.have.lengthOf(0);
      expect(root.querySelectorAll("button:not([type=button])")).to.have.lengthOf(0);
    });
  }
});

describe("digital-factors-form at 320 px", () => {
  const narrow = document.createElement("div");
  beforeAll(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("digital-factors-form.narrow { width: 288px }");
    document.adoptedStyleSheets.push(sheet);
    document.body.append(narrow);
  });
  afterAll(() => {
    document.adoptedStyleSheets.pop();
    narrow.remove();
  });

  for (const fixture of formFixtures) {
    it(`does not scroll sideways, and every target is 44 px: ${fixture.name}`, async () => {
      const element = await mount(fixture);
      element.classList.add("narrow");
      await settled(element);
      const root = inside(element, ".root");
      expect(root.scrollWidth).to.be.at.most(root.clientWidth);
      for (const target of root.querySelectorAll<HTMLElement>("button, input, textarea, .error-summary a")) {
        const { height, width } = target.getBoundingClientRect();
        expect(Math.min(height, width), target.outerHTML.slice(0, 80)).to.be.at.least(43.9);
      }
    });
  }
});
