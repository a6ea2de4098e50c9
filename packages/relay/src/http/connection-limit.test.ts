import { describe, expect, it } from "vitest";
import { connectionLimit } from "./connection-limit.ts";

const limits = (soft: string) =>
  `Limit                     Soft Limit           Hard Limit           Units
Max processes             100                  100                  processes
Max open files            ${soft.padEnd(21)}524288               files
`;

describe("connectionLimit", () => {
  it("is what is wanted while the system lets the process open as many", () => {
    expect(connectionLimit(1_000, limits("1064"))).toBe(1_000);
    expect(connectionLimit(1_000, limits("unlimited"))).toBe(1_000);
    expect(connectionLimit(1_000, "")).toBe(1_000);
  });

  it("leaves descriptors for the store and for LFPSE where there are few", () => {
    expect(connectionLimit(1_000, limits("256"))).toBe(192);
    expect(connectionLimit(1_000, limits("64"))).toBe(1);
  });

  it("knows the limit of this process", () => {
    expect(connectionLimit(1)).toBe(1);
    expect(connectionLimit(2 ** 40)).toBeGreaterThan(0);
  });
});
