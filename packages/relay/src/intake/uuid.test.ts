import { describe, expect, it } from "vitest";
import { uuidOf } from "./uuid.ts";

describe("uuidOf", () => {
  it("gives a UUID in small letters, however it is written", () => {
    const id = "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10";
    expect(uuidOf(id)).toBe(id);
    expect(uuidOf(id.toUpperCase())).toBe(id);
    expect(uuidOf("0B0c1f5e-7d0e-4A52-9c3c-6a1f5a5b8f10")).toBe(id);
  });

  it.each([
    undefined,
    "",
    "1",
    "\u0000",
    "withdraw",
    "0b0c1f5e7d0e4a529c3c6a1f5a5b8f10",
    " 0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10",
  ])("takes %j for none", (text) => {
    expect(uuidOf(text)).toBeUndefined();
  });
});
