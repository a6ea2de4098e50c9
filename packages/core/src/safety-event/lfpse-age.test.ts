import { describe, expect, it } from "vitest";
import { ageFromLfpse, lfpseAge } from "./lfpse-age.ts";

describe("lfpseAge", () => {
  it("counts days as they are, a month as 31 and a year as 372", () => {
    expect(lfpseAge({ days: 1 })).toEqual({ ok: true, value: 1 });
    expect(lfpseAge({ days: 30 })).toEqual({ ok: true, value: 30 });
    expect(lfpseAge({ months: 1 })).toEqual({ ok: true, value: 31 });
    expect(lfpseAge({ months: 11 })).toEqual({ ok: true, value: 341 });
    expect(lfpseAge({ years: 1 })).toEqual({ ok: true, value: 372 });
    expect(lfpseAge({ years: 50 })).toEqual({ ok: true, value: 18_600 });
    expect(lfpseAge({ years: 199 })).toEqual({ ok: true, value: 74_028 });
  });

  it("gives an issue for what LFPSE has no step for, without the number", () => {
    const ages = [
      { days: 0 },
      { days: 31 },
      { months: 0 },
      { months: 12 },
      { years: 0 },
      { years: 200 },
      { years: 1.5 },
      { days: -1 },
      { days: Number.NaN },
      { years: Number.POSITIVE_INFINITY },
    ];
    for (const age of ages) {
      expect(lfpseAge(age)).toMatchObject({
        ok: false,
        issues: [{ code: "value", rule: "age-in-days", expression: "age" }],
      });
    }
  });

  it("comes back from every step as the unit and number that it was", () => {
    const all = [
      ...Array.from({ length: 30 }, (_, index) => ({ days: index + 1 })),
      ...Array.from({ length: 11 }, (_, index) => ({ months: index + 1 })),
      ...Array.from({ length: 199 }, (_, index) => ({ years: index + 1 })),
    ];
    for (const age of all) {
      const counted = lfpseAge(age);
      expect(counted.ok && ageFromLfpse(counted.value)).toEqual(age);
    }
    const steps = Array.from({ length: 80_000 }, (_, days) => ageFromLfpse(days)).filter((age) => age !== undefined);
    expect(steps).toHaveLength(all.length);
  });
});

describe("ageFromLfpse", () => {
  it("reads nothing between the steps", () => {
    expect([0, 45, 373, 74_029, 1.5, -31, Number.NaN].map(ageFromLfpse)).toEqual(Array.from({ length: 7 }));
  });
});
