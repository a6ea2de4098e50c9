import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { requiredElements } from "../src/yellow-card/e2b-r3/required-elements.fixtures.ts";

it("docs/e2b-r3.md names every required element that is tested, in the same order, each with a source", () => {
  const page = readFileSync(new URL("../../../docs/e2b-r3.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| ([A-Z]\.[^ ]*) \|.*\| ((?:IG, )?(?:FDA|REF)) \|$/gm)];
  expect(rows.map(([, element]) => element)).toEqual(requiredElements.map(([element]) => element));
});
