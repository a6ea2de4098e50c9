import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commands } from "../src/commands/commands.ts";
import { secretSettings, settings } from "../src/config/settings.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The rows of the first table below a heading, without its head. */
function tableBelow(heading: string): readonly (readonly string[])[] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the README", () => {
  it("has a row for each setting, and no other", () => {
    const named = tableBelow("Settings").map(([name = ""]) => name.replaceAll("`", ""));
    expect([...named].sort()).toEqual(Object.keys(settings).sort());
  });

  it("tells each setting's default", () => {
    for (const [cell = "", fallback] of tableBelow("Settings")) {
      const name = cell.replaceAll("`", "") as keyof typeof settings;
      const unset = settings[name].safeParse(undefined);
      const value: unknown = unset.success ? unset.data : undefined;
      const isAbsent = value === undefined || (Array.isArray(value) && value.length === 0);
      if (isAbsent)
        expect([name, fallback]).toEqual([name, expect.stringMatching(/^(none|needed|`\.data\/relay\.db`)$/)]);
      else expect([name, fallback]).toEqual([name, `\`${String(value)}\``]);
    }
  });

  it("names each secret that may come from a file", () => {
    const before = readme.split("\n## Settings\n")[1]?.split("| Variable")[0] ?? "";
    for (const name of secretSettings) expect(before).toContain(`\`${name}\``);
  });

  it("has a row for each command, and no other", () => {
    const named = tableBelow("Commands").map(([name = ""]) => name.replaceAll("`", ""));
    expect(named).toEqual(expect.arrayContaining(commands.map(({ name }) => name)));
    expect(named).toHaveLength(commands.length);
  });
});
