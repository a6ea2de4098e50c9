import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { deviceLikelyFunctions, deviceUnlikelyFunctions, type Issue, recordSchema, routeIds } from "../src/index.ts";

const page = (name: string) => readFile(new URL(`../../../docs/${name}`, import.meta.url), "utf8");

/** Every code an issue can have; a missing or invented one does not compile. */
const issueCodes = Object.keys({
  required: true,
  "code-invalid": true,
  "too-long": true,
  value: true,
  structure: true,
  invariant: true,
  "not-supported": true,
} satisfies Record<Issue["code"], true>);

describe("the documents", () => {
  it("describe every field of the record, and no other", async () => {
    const rows = [...(await page("record.md")).matchAll(/^\| `(\w+)` +\|/gm)].map(([, field]) => field);
    expect(rows).toEqual(Object.keys(recordSchema.shape));
  });

  it("name every function of a system", async () => {
    const text = await page("record.md");
    for (const each of [...deviceLikelyFunctions, ...deviceUnlikelyFunctions]) expect(text).toContain(`\`${each}\``);
  });

  it("explain every issue code", async () => {
    const text = await page("errors.md");
    for (const code of issueCodes) expect(text).toMatch(new RegExp(`^\\| \`${code}\` +\\|`, "m"));
  });

  it("describe every route", async () => {
    const text = await page("rules.md");
    for (const route of routeIds) expect(text).toContain(`\`${route}\``);
  });
});
