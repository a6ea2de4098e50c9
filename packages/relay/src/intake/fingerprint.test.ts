import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprint } from "./fingerprint.ts";

/** The same value with the names of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, reversed(each)]),
  );
}

describe("fingerprint", () => {
  it("is the same whatever the order of names", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(fingerprint("create", reversed(value))).toBe(fingerprint("create", value));
      }),
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
      { "a,b": 1 },
      { a: 1, b: 1 },
      { a: ["b"] },
      { a: { b: [] } },
      "",
      "{}",
      undefined,
    ];
    expect(new Set(values.map((value) => fingerprint("create", value))).size).toBe(values.length);
  });

  it("tells what is asked to be done with the same content", () => {
    const kinds = ["create", "update", "yellow-card", "withdraw"] as const;
    expect(new Set(kinds.map((kind) => fingerprint(kind, { a: 1 }))).size).toBe(kinds.length);
  });

  it("is that of the first release for a create, so that a repeat after an upgrade is known", () => {
    expect(fingerprint("create", { b: [1, "ä\n", { d: null, c: true }], a: {} })).toBe(
      createHash("sha256")
        .update('{"pairs":[["a",{"pairs":[]}],["b",[1,"ä\\n",{"pairs":[["c",true],["d",null]]}]]]}')
        .digest("hex"),
    );
  });

  it("tells an object from the pairs it is hashed as", () => {
    expect(fingerprint("create", { a: 1 })).not.toBe(fingerprint("create", { pairs: [["a", 1]] }));
  });
});
