import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeEncryptionKey, parseEncryptionKeys } from "./encryption-key.ts";

const line = (id: string, key = randomBytes(32)) => `${id}:${key.toString("base64")}`;

describe("parseEncryptionKeys", () => {
  it("reads keys in their order, from lines or with commas", () => {
    const [newer, older] = [randomBytes(32), randomBytes(32)];
    for (const between of ["\n", "\r\n", ",", " , ", "\n\n"]) {
      expect(parseEncryptionKeys(`\n${line("b-2", newer)}${between}${line("a-1", older)}\n`)).toEqual({
        ok: true,
        value: [
          { id: "b-2", key: newer },
          { id: "a-1", key: older },
        ],
      });
    }
  });

  it.each([
    ["", ["must hold at least one key, as id:base64"]],
    [" \n,", ["must hold at least one key, as id:base64"]],
    ["nothing", ["must have the form id:base64 (entry 1)"]],
    ["a:", ["must hold 32 bytes in base64 after the colon (entry 1)"]],
    [line("a", randomBytes(31)), ["must hold 32 bytes in base64 after the colon (entry 1)"]],
    [line("a", randomBytes(33)), ["must hold 32 bytes in base64 after the colon (entry 1)"]],
    [line("a").slice(0, -1), ["must hold 32 bytes in base64 after the colon (entry 1)"]],
    [line("Key 1"), ["must have an id of lower-case letters, digits and hyphens, up to 32 (entry 1)"]],
    [line("a".repeat(33)), ["must have an id of lower-case letters, digits and hyphens, up to 32 (entry 1)"]],
    [line("a", Buffer.alloc(32)), ["must be random: take `keys make` (entry 1)"]],
    [`${line("a")},${line("a")}`, ["must not have the id of a key before it (entry 2)"]],
  ])("refuses %j", (text, faults) => {
    expect(parseEncryptionKeys(text)).toEqual({ ok: false, faults });
  });

  it("refuses one key under two ids", () => {
    const key = randomBytes(32);
    expect(parseEncryptionKeys(`${line("a", key)},${line("b", key)}`)).toEqual({
      ok: false,
      faults: ["must not be a key given before (entry 2)"],
    });
  });

  it("names every fault at once, and no part of a key", () => {
    const secret = randomBytes(32);
    const result = parseEncryptionKeys(`${line("A", secret)}\nnothing\na:x\na:y`);
    expect(result).toEqual({
      ok: false,
      faults: [
        "must have an id of lower-case letters, digits and hyphens, up to 32 (entry 1)",
        "must have the form id:base64 (entry 2)",
        "must hold 32 bytes in base64 after the colon (entry 3)",
        "must hold 32 bytes in base64 after the colon (entry 4)",
        "must not have the id of a key before it (entry 4)",
      ],
    });
    expect(JSON.stringify(result)).not.toContain(secret.toString("base64"));
  });
});

describe("makeEncryptionKey", () => {
  it("makes a line that is read again, a new one each time, named by the day", () => {
    const lines = Array.from({ length: 20 }, () => makeEncryptionKey(Date.parse("2026-01-31T15:00:00Z")));
    for (const made of lines) expect(made).toMatch(/^2026-01-31-[0-9a-f]{4}:[A-Za-z0-9+/]{43}=$/);
    for (const made of lines) expect(parseEncryptionKeys(made).ok).toBe(true);
    expect(new Set(lines.map((made) => made.split(":")[1])).size).toBe(20);
  });
});
