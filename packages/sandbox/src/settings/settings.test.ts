import { describe, expect, it } from "vitest";
import { optionOf, variableOf } from "./setting-names.ts";
import { parseSettings, settingsOf } from "./settings.ts";

describe("settingsOf", () => {
  it("puts single switches over those of the mode", () => {
    expect(settingsOf("strict", { afterDelete: "404" })).toEqual({
      duplicateCreate: "refused",
      idInPutBody: "wanted",
      itFactors: "required",
      itTextForOther: "required",
      afterDelete: "404",
      invalidStatus: "422",
    });
  });
});

describe("parseSettings", () => {
  it("reads a mode and switches", () => {
    expect(parseSettings({ mode: "lenient", itFactors: "required" })).toEqual({
      ok: true,
      value: { mode: "lenient", own: { itFactors: "required" } },
    });
  });

  const wrong: readonly unknown[] = [
    null,
    [],
    "strict",
    { mode: "loose" },
    { afterDelete: 404 },
    { constructor: "x" },
    { duplicateCreate: "" },
  ];
  it.each(wrong.map((input) => ({ input })))("refuses $input", ({ input }) => {
    expect(parseSettings(input).ok).toBe(false);
  });

  it("takes no prototype for a switch", () => {
    expect(parseSettings(JSON.parse('{"__proto__":{"afterDelete":"404"}}')).ok).toBe(false);
    expect(settingsOf().afterDelete).toBe("410");
  });
});

describe("the names of a setting", () => {
  it("are those of an option and of a variable", () => {
    expect(optionOf("duplicateCreate")).toBe("duplicate-create");
    expect(variableOf("duplicateCreate")).toBe("DIGITAL_FACTORS_SANDBOX_DUPLICATE_CREATE");
  });
});
