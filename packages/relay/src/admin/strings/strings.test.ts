import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { clientErrorKinds } from "@digital-factors/client/lfpse";
import { describe, expect, it } from "vitest";
import { adminStrings, fill, wordsOf } from "./strings.ts";

function texts(words: unknown, path = ""): readonly (readonly [path: string, text: string])[] {
  if (typeof words === "string") return [[path, words]];
  return Object.entries(words as object).flatMap(([name, part]) => texts(part, `${path}.${name}`));
}

const english = new Map(texts(adminStrings.en));
const welsh = new Map(texts(adminStrings.cy));
const placesOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe("the Welsh words of the admin page", () => {
  it("are there for every English text, with the same places to fill in", () => {
    expect([...welsh.keys()]).toEqual([...english.keys()]);
    for (const [path, text] of english) expect(placesOf(welsh.get(path) ?? ""), path).toEqual(placesOf(text));
  });

  it("are not the English ones left in place", () => {
    const same = [...english].filter(([path, text]) => welsh.get(path) === text && text !== "LFPSE");
    expect(same).toEqual([]);
  });
});

/** What the source of the relay writes behind `rule:` in the issues that it keeps of a record. */
function rulesWritten(): readonly string[] {
  const source = new URL("../../", import.meta.url).pathname;
  return ["delivery", "store", "transfer"].flatMap((part) =>
    readdirSync(join(source, part), { recursive: true, encoding: "utf8" })
      .filter((name) => /(?<!\.(test|test-d|fixtures))\.ts$/.test(name))
      .flatMap((name) => [...readFileSync(join(source, part, name), "utf8").matchAll(/\brule: ("[^"]*"|`[^`]*`)/g)])
      .map(([, written = ""]) => written.slice(1, -1)),
  );
}

describe("the reasons", () => {
  it("have words for every rule that the relay itself gives a report, in both languages", () => {
    const rules = rulesWritten().flatMap((written) =>
      written.startsWith("lfpse-$") ? clientErrorKinds.map((kind) => `lfpse-${kind}`) : [written],
    );
    expect(rules).toContain("restored");
    for (const { reasons } of Object.values(adminStrings)) {
      expect(rules.filter((rule) => wordsOf(reasons, rule) === undefined)).toEqual([]);
    }
  });
});

describe("fill", () => {
  it("fills each place once, and does not fill what it filled in", () => {
    expect(fill("{id} of {n}", { id: "{n}", n: 2 })).toBe("{n} of 2");
  });
});

describe("wordsOf", () => {
  it("has no words for what every object inherits", () => {
    expect(wordsOf(adminStrings.en.reasons, "constructor")).toBeUndefined();
    expect(wordsOf(adminStrings.en.reasons, "unknown-outcome")).toContain("no clear answer");
  });
});
