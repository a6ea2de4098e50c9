import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { settingDefinitions, settingNames } from "../settings/settings.ts";
import { behaviourTable, faultTable, settingTable } from "./behaviour-table.ts";
import { behaviours } from "./behaviours.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

describe("behaviours", () => {
  it("each have a mark and a source, once", () => {
    expect(new Set(behaviours.map(({ what }) => what)).size).toBe(behaviours.length);
    expect(behaviours.filter(({ source }) => source === "")).toEqual([]);
  });

  it("name every switch once", () => {
    const named = behaviours.flatMap(({ setting }) => (setting === undefined ? [] : [setting]));
    expect([...named].sort()).toEqual([...settingNames].sort());
  });

  it.each([
    ["behaviours", behaviourTable()],
    ["switches", settingTable()],
    ["faults", faultTable()],
  ])("stand in the README as they are, with the %s", (_, table) => {
    // A short message: the README is long.
    expect(readme.includes(table), "Run `digital-factors-sandbox behaviours --markdown` and put its tables in").toBe(
      true,
    );
  });
});

describe("settingDefinitions", () => {
  it.each(settingNames)("%s has values for every mode among its own", (name) => {
    const { values, default: usual, strict, lenient } = settingDefinitions[name];
    expect(values).toEqual(expect.arrayContaining([usual, strict, lenient]));
  });
});
