import { describe, it } from "vitest";
import { formFixtures } from "../src/components/digital-factors-form.fixtures.ts";
import { registerStrings } from "../src/index.ts";
import { stringsCy } from "../src/strings/cy.ts";
import { expect, mount, textOf } from "./mount.ts";
import { expectFitsNarrow, expectTidy } from "./tidy.ts";

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
      expectTidy(element);
    });
  }
});

describe("digital-factors-form at 320 px", () => {
  for (const fixture of formFixtures) {
    it(`does not scroll sideways, and every target is 44 px: ${fixture.name}`, async () => {
      await expectFitsNarrow(await mount(fixture));
    });
  }
});
