import { describe, expect, it } from "vitest";
import { isSubmitError, SubmitError } from "./submit-error.ts";

describe("isSubmitError", () => {
  it("knows its own, and one of another copy of the package", () => {
    const foreign = Object.assign(new Error("not sent"), { name: "SubmitError", code: "not-sent" });
    expect(isSubmitError(new SubmitError("conflict", "conflict"))).toBe(true);
    expect(isSubmitError(foreign)).toBe(true);
  });

  it.each([new Error("other"), "SubmitError", undefined, { name: "SubmitError", code: "conflict" }])(
    "knows %o as another",
    (value) => {
      expect(isSubmitError(value)).toBe(false);
    },
  );
});
