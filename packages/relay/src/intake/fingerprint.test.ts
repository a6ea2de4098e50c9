import { describe, expect, it } from "vitest";
import { fingerprint } from "./fingerprint.ts";

describe("fingerprint", () => {
  it("is the same whatever the order of names", () => {
    expect(fingerprint({ a: 1, b: { c: [1, { d: 2, e: 3 }] } })).toBe(
      fingerprint({ b: { c: [1, { e: 3, d: 2 }] }, a: 1 }),
    );
  });

  it("differs for another value, order of a list, type or name", () => {
    const values = [
      { a: 1 },
      { a: 2 },
      { a: "1" },
      { b: 1 },
      [1, 2],
      [2, 1],
      ["12"],
      {},
      [],
      null,
      { a: null },
      [["a", 1]],
    ];
    expect(new Set(values.map(fingerprint)).size).toBe(values.length);
  });

  it("tells an object from the pairs it is hashed as", () => {
    expect(fingerprint({ a: 1 })).not.toBe(fingerprint({ pairs: [["a", 1]] }));
  });
});
