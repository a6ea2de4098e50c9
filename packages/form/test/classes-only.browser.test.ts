import { describe, expect, it } from "vitest";
import { DigitalFactorsForm } from "../src/index.ts";
import "../src/strings/cy.ts";

describe("@digital-factors/form", () => {
  it("registers no element and no language by itself", () => {
    expect(typeof DigitalFactorsForm).toBe("function");
    expect(customElements.get("digital-factors-form")).toBeUndefined();
  });
});
