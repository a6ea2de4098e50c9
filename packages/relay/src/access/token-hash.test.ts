import { randomBytes, scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hashSecret, verifySecret } from "./token-hash.ts";

describe("hashSecret and verifySecret", { timeout: 30_000 }, () => {
  it("know a secret again by a salted hash that says its cost", async () => {
    const [first, second] = await Promise.all([hashSecret("an-example-secret"), hashSecret("an-example-secret")]);
    expect(first).toMatch(/^scrypt\$16384\$8\$1\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}$/);
    expect(first).not.toBe(second);
    expect(first).not.toContain("example");
    expect(await verifySecret("an-example-secret", first)).toBe(true);
    expect(await verifySecret("an-example-secret", second)).toBe(true);
    expect(await verifySecret("an-example-secreT", first)).toBe(false);
  });

  it.each([1024, 16_384, 32_768])("read the cost from the hash: N %d", async (n) => {
    const salt = randomBytes(16);
    const hash = scryptSync("an-example-secret", salt, 32, { N: n, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
    const kept = `scrypt$${n}$8$1$${salt.toString("base64url")}$${hash.toString("base64url")}`;
    expect(await verifySecret("an-example-secret", kept)).toBe(true);
    expect(await verifySecret("another-secret", kept)).toBe(false);
  });

  it.each([
    ["no hash", undefined],
    ["an empty text", ""],
    ["another scheme", "argon2id$1$2$3"],
    ["a cost of gigabytes", `scrypt$999999$99$9$${"A".repeat(22)}$${"A".repeat(43)}`],
    ["a cost that is no power of two", `scrypt$16385$8$1$${"A".repeat(22)}$${"A".repeat(43)}`],
    ["a hash of zeros", `scrypt$16384$8$1$${"A".repeat(22)}$${"A".repeat(43)}`],
  ])("let nothing fit %s", async (_, kept) => {
    expect(await verifySecret("an-example-secret", kept)).toBe(false);
    expect(await verifySecret("", kept)).toBe(false);
  });

  it("refuse work over the limit at once instead of stalling", async () => {
    const results = await Promise.all(Array.from({ length: 60 }, () => verifySecret("guess", undefined)));
    expect(results.filter((result) => result === undefined)).toHaveLength(60 - 34);
    expect(results.filter((result) => result === false)).toHaveLength(34);
  });
});
