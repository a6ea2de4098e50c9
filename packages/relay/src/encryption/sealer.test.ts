import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSealError } from "./seal-error.ts";
import { createSealer } from "./sealer.ts";

const older = { id: "2026-01", key: randomBytes(32) };
const newer = { id: "2026-02", key: randomBytes(32) };
const sealer = createSealer([older]);
const place = "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10/1/body";
const answer = '{"description":"the drug chart stayed blank"}';

/** Returns why the bytes were refused; `opened` if they were not. */
function refusalOf(open: () => string): string {
  try {
    open();
    return "opened";
  } catch (error) {
    return isSealError(error) ? error.reason : "other";
  }
}

describe("createSealer", () => {
  it("opens what it sealed, whatever the text and the place", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.string({ maxLength: 80 }), (text, at) => {
        expect(sealer.open(sealer.seal(text, at), at)).toBe(text);
      }),
    );
  });

  it("shows no part of the text, and not twice the same bytes", () => {
    const first = Buffer.from(sealer.seal(answer, place));
    const second = Buffer.from(sealer.seal(answer, place));
    expect(first.includes("drug chart")).toBe(false);
    expect(first.equals(second)).toBe(false);
  });

  it("writes the format that ADR-014 describes", () => {
    const sealed = Buffer.from(sealer.seal(answer, place));
    expect(sealed[0]).toBe(1);
    expect(sealed[1]).toBe(older.id.length);
    expect(sealed.toString("latin1", 2, 2 + older.id.length)).toBe(older.id);
    expect(sealed.byteLength).toBe(2 + older.id.length + 12 + Buffer.byteLength(answer) + 16);
  });

  it("refuses sealed text with any one bit changed", () => {
    const sealed = sealer.seal(answer, place);
    for (let bit = 0; bit < sealed.byteLength * 8; bit += 1) {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(["changed", "unknown-key"], `bit ${bit}`).toContain(refusalOf(() => sealer.open(changed, place)));
    }
  });

  it("refuses sealed text cut off anywhere but before its first byte", () => {
    const sealed = sealer.seal(answer, place);
    for (let length = 1; length < sealed.byteLength; length += 1) {
      expect(
        refusalOf(() => sealer.open(sealed.subarray(0, length), place)),
        `${length} bytes`,
      ).toBe("changed");
    }
  });

  it("refuses bytes of any kind without another error", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        const withFormat = Uint8Array.of(1, ...bytes);
        expect(["changed", "unknown-key"]).toContain(refusalOf(() => sealer.open(withFormat, place)));
        expect(refusalOf(() => sealer.open(bytes, place))).not.toBe("other");
      }),
    );
  });

  it("refuses text that was moved to another record, operation or column", () => {
    const sealed = sealer.seal(answer, "a/1/body");
    for (const other of ["b/1/body", "a/2/body", "a/1/payload", "a/1/bod", ""]) {
      expect(refusalOf(() => sealer.open(sealed, other))).toBe("changed");
    }
  });

  it("refuses another key under the same id, and names a key that is missing", () => {
    const sealed = sealer.seal(answer, place);
    expect(refusalOf(() => createSealer([{ id: older.id, key: newer.key }]).open(sealed, place))).toBe("changed");
    expect(() => createSealer([newer]).open(sealed, place)).toThrow(
      expect.objectContaining({ name: "SealError", reason: "unknown-key", keyId: older.id }),
    );
  });

  it("refuses text whose key id was exchanged for that of another key, though it were the same key", () => {
    const both = createSealer([
      { id: "a", key: older.key },
      { id: "b", key: older.key },
    ]);
    const sealed = Uint8Array.from(both.seal(answer, place));
    sealed[2] = "b".charCodeAt(0);
    expect(refusalOf(() => both.open(sealed, place))).toBe("changed");
  });

  it("says nothing of the content in an error", () => {
    const plain = createSealer([older], { refusePlain: true });
    for (const open of [
      () => plain.open(Buffer.from(answer), place),
      () => createSealer([newer]).open(sealer.seal(answer, place), place),
      () => sealer.open(sealer.seal(answer, place), "elsewhere"),
    ]) {
      expect(open).toThrow(expect.objectContaining({ message: expect.not.stringMatching(/chart|0b0c1f5e/) }));
    }
  });

  it("seals with the newest key and opens with both while a key is replaced", () => {
    const before = sealer.seal(answer, place);
    const both = createSealer([newer, older]);
    expect(both.open(before, place)).toBe(answer);
    expect(both.isCurrent(before)).toBe(false);
    const after = both.seal(both.open(before, place), place);
    expect(both.isCurrent(after)).toBe(true);
    expect(createSealer([newer]).open(after, place)).toBe(answer);
    expect(refusalOf(() => sealer.open(after, place))).toBe("unknown-key");
  });

  it("opens what was kept before encryption, until it is told to refuse it", () => {
    const strict = createSealer([older], { refusePlain: true });
    for (const plain of [answer, "[]", '[{"severity":"error"}]', ""]) {
      const bytes = Buffer.from(plain);
      expect(sealer.open(bytes, place)).toBe(plain);
      expect(sealer.isCurrent(bytes)).toBe(false);
      expect(refusalOf(() => strict.open(bytes, place))).toBe("plain");
    }
    expect(strict.open(strict.seal(answer, place), place)).toBe(answer);
  });

  it("seals nothing without keys, and does not give out sealed content as text", () => {
    const open = createSealer([]);
    expect(Buffer.from(open.seal(answer, place)).toString()).toBe(answer);
    expect(open.open(Buffer.from(answer), place)).toBe(answer);
    expect(open.isCurrent(Buffer.from(answer))).toBe(true);
    expect(open.isCurrent(sealer.seal(answer, place))).toBe(false);
    expect(refusalOf(() => open.open(sealer.seal(answer, place), place))).toBe("unknown-key");
  });
});
