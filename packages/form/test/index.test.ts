import { describe, expect, it } from "vitest";
import { DigitalFactorsForm } from "../src/index.ts";
import "../src/define.ts";
import { stringsCy } from "../src/strings/cy.ts";

describe("@digital-factors/form in Node", () => {
  it("imports without a DOM", () => {
    expect(typeof document).toBe("undefined");
    expect(DigitalFactorsForm.formAssociated).toBe(true);
    expect(stringsCy.lang).toBe("cy");
  });
});
