import { describe, expect, it } from "vitest";
import { makeToken, parseToken } from "./token.ts";

describe("makeToken", () => {
  it("makes a token that is read into its parts again, a new one each time", () => {
    const made = Array.from({ length: 200 }, makeToken);
    for (const { id, secret, token } of made) expect(parseToken(token)).toEqual({ id, secret });
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(200);
  });
});

describe("parseToken", () => {
  const token = `dft_a1b2c3d4_${"Ab-_".repeat(10)}Ab0`;

  it("takes a whole token", () => {
    expect(parseToken(token)).toEqual({ id: "a1b2c3d4", secret: token.slice(13) });
  });
  it.each([
    ["nothing", ""],
    ["another start", token.replace("dft_", "dfx_")],
    ["a letter more", `${token}A`],
    ["a letter less", token.slice(0, -1)],
    ["a line end", `${token}\n`],
    ["a space", ` ${token}`],
    ["an id in capitals", token.replace("a1b2c3d4", "A1B2C3D4")],
    ["other letters in the secret", `${token.slice(0, -1)}=`],
  ])("refuses %s", (_, text) => {
    expect(parseToken(text)).toBeUndefined();
  });
});
