import { describe, expect, it } from "vitest";
import { factorIds, retiredFactors } from "../generated/factors.ts";
import { readableFactorIds, resolveFactorId, resolveIn } from "./retired-factor.ts";

describe("resolveIn", () => {
  const current = ["new", "newest"] as const;
  const retired = { old: { since: "1.1.0", successor: "new" } } as const;

  it("finds a current id", () => {
    expect(resolveIn("new", current, retired)).toEqual({ status: "current", id: "new" });
  });

  it("leads a retired id to its successor", () => {
    expect(resolveIn("old", current, retired)).toEqual({ status: "retired", since: "1.1.0", successor: "new" });
  });

  it("knows no other, prototype names included", () => {
    for (const id of ["", "older", "toString", "__proto__", "constructor"]) {
      expect(resolveIn(id, current, retired)).toEqual({ status: "unknown" });
    }
  });
});

describe("resolveFactorId", () => {
  it("knows every id that a record may hold", () => {
    for (const id of readableFactorIds) expect(resolveFactorId(id).status).not.toBe("unknown");
    expect(readableFactorIds).toEqual([...factorIds, ...Object.keys(retiredFactors)]);
  });

  it("knows no other, prototype names included", () => {
    for (const id of ["", "toString", "__proto__", "constructor", "calculation"]) {
      expect(resolveFactorId(id)).toEqual({ status: "unknown" });
    }
  });
});
