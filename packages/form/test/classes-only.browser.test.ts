import { describe, expect, it } from "vitest";
import { DigitalFactorsForm, ReportingRoutes, YellowCardPrompt } from "../src/index.ts";
import "../src/strings/cy.ts";

describe("@digital-factors/form", () => {
  it("registers no element and no language by itself", () => {
    for (const [name, element] of [
      ["digital-factors-form", DigitalFactorsForm],
      ["reporting-routes", ReportingRoutes],
      ["yellow-card-prompt", YellowCardPrompt],
    ] as const) {
      expect(typeof element).toBe("function");
      expect(customElements.get(name)).toBeUndefined();
    }
  });
});
