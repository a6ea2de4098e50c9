import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { snapshotFrom, snapshotFromToken, tokenOf } from "./snapshot.ts";

describe("snapshotFromToken", () => {
  it("gives back what the token was made of, in any script", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (description) => {
        const json = JSON.stringify({ draft: { part: "main", description }, systemSearch: description });
        const token = tokenOf(json);
        expect(token).toMatch(/^df1\.[\w+/=]*$/);
        expect(snapshotFromToken(token)).toEqual(snapshotFrom(json));
        expect(snapshotFromToken(token)?.draft.description).toBe(description);
      }),
    );
  });

  it("takes nothing that is no token of this version, and never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.string().map((text) => `df1.${text}`),
        ),
        (token) => {
          expect(["undefined", "object"]).toContain(typeof snapshotFromToken(token));
        },
      ),
    );
    const json = JSON.stringify({ draft: { part: "main" } });
    for (const token of [
      "",
      json,
      tokenOf(json).replace("df1.", "df2."),
      tokenOf("[1"),
      tokenOf("null"),
      tokenOf("7"),
      null,
    ]) {
      expect(snapshotFromToken(token), String(token)).toBe(undefined);
    }
    expect(snapshotFromToken(Object.create(null))).toBe(undefined);
  });

  it("reaches no prototype", () => {
    const saved = snapshotFrom('{"__proto__":{"polluted":1},"draft":{"__proto__":{"polluted":1},"part":"main"}}');
    expect(saved?.draft).toEqual({ part: "main" });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});
