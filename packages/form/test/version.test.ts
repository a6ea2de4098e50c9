import { describe, expect, it } from "vitest";
import { formVersion } from "../src/version.ts";

const manifest = "../package.json";

describe("formVersion", () => {
  it("is the version in package.json", async () => {
    const { version } = (await import(/* @vite-ignore */ manifest)) as { readonly version: string };
    expect(formVersion).toBe(version);
  });
});
