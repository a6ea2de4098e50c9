import { describe, expect, it } from "vitest";
import { DigitalFactorsForm, ReportingRoutes, YellowCardPrompt } from "../src/index.ts";
import "../src/define.ts";
import "../src/define-reporting-routes.ts";
import "../src/define-yellow-card-prompt.ts";
import { stringsCy } from "../src/strings/cy.ts";

describe("@digital-factors/form in Node", () => {
  it("imports without a DOM", () => {
    expect(typeof document).toBe("undefined");
    expect(DigitalFactorsForm.formAssociated).toBe(true);
    expect(YellowCardPrompt.formAssociated).toBe(true);
    expect("formAssociated" in ReportingRoutes).toBe(false);
    expect(stringsCy.lang).toBe("cy");
  });
});
