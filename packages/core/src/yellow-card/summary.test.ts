import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorLabelsCy } from "../generated/factor-labels-cy.ts";
import { findIdentifiers } from "../narrative/identifiers.ts";
import { anyRecord, doseFaultRecord } from "../record/record.fixtures.ts";
import { yellowCardSummary, yellowCardSummaryWordsEn } from "./summary.ts";

describe("yellowCardSummary", () => {
  it("says what a person would paste, in lines", () => {
    expect(yellowCardSummary(doseFaultRecord)).toBe(
      [
        "System: ExampleMeds",
        "Supplier: Example Supplier Ltd",
        "Version: 4.2",
        "What went wrong: Dose, score or calculation was wrong",
        "What was seen: The weight-based dose came out ten times too high.",
        "Effect on the patient: Someone was nearly harmed",
        "Still happening: Yes",
        "Could affect other patients: Yes",
        "Local report: 4f9d2c7e-5b1a-4e0f-9c3d-2a6b8e7f1d05",
      ].join("\n"),
    );
  });

  it("takes out what looks like an identifier", () => {
    const description = "Pt 999 000 0018, born 01/02/1950, ring 020 7946 0018 or a@example.org";
    const summary = yellowCardSummary({ description });
    expect(summary).toContain("What was seen: Pt [removed], born [removed], ring [removed] or [removed]");
    expect(findIdentifiers(summary)).toEqual([]);
  });

  it("never shows the reference, and never turns unknown into no", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const summary = yellowCardSummary(record);
        if (record.stillHappening === "unknown") expect(summary).toContain("Still happening: Not known");
        expect(summary).not.toContain("ADR 24016450");
      }),
    );
  });

  it("uses the labels of another language", () => {
    const summary = yellowCardSummary(
      { systems: [{ type: "prescribing" }] },
      { labels: factorLabelsCy, words: { ...yellowCardSummaryWordsEn, system: "System (cy)" } },
    );
    expect(summary.split("\n")[0]).toBe(`System (cy): ${factorLabelsCy.systemTypes.prescribing.label}`);
  });
});
