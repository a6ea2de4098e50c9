import { lfpse5, yellowCardRules } from "@digital-factors/core";
import { describe, expect, it } from "vitest";
import { stringsCy } from "./cy.ts";
import { stringsEn } from "./en.ts";
import { nudgeStringsEn } from "./nudge-en.ts";
import { standaloneStringsEn } from "./standalone-en.ts";
import { fill, registerStrings, stringsFor } from "./strings.ts";

/** Every text with its path, without the lists that a language may fill as it needs. */
function texts(words: object, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (path === "" && key === "clocks") continue;
    if (typeof value === "string") found.set(`${path}${key}`, value);
    else for (const [inner, text] of texts(value, `${path}${key}.`)) found.set(inner, text);
  }
  return found;
}

const english = texts({ ...stringsEn, standalone: standaloneStringsEn, nudge: nudgeStringsEn });
const welsh = texts(stringsCy);

describe("stringsCy", () => {
  it("has every text that English has, and no other", () => {
    expect([...welsh.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("leaves no text empty, and fills in the same values", () => {
    for (const [path, text] of welsh) {
      expect(text.trim(), path).not.toBe("");
      expect(text.match(/\{\w+\}/g)?.sort(), path).toEqual(
        english
          .get(path)
          ?.match(/\{\w+\}/g)
          ?.sort(),
      );
    }
  });

  it("is not English", () => {
    const same = [...welsh].filter(
      ([path, text]) => text === english.get(path) && !/url$|^lang$|\.name$|hint$|short$|system$/.test(path),
    );
    expect(same).toEqual([]);
  });

  it("has words for every time limit", () => {
    expect(Object.keys(stringsCy.clocks).length).toBeGreaterThan(4);
  });
});

describe("stringsEn", () => {
  it("gives LFPSE's texts as its taxonomy has them", () => {
    expect(stringsEn.involvement).toEqual(lfpse5.codes["it-systems-and-software-involved-5"]);
  });

  it("explains Yellow Card rules by ids that exist", () => {
    const rules = { ...stringsEn.yellowCard.because, ...standaloneStringsEn.because };
    for (const rule of Object.keys(rules)) expect(yellowCardRules).toHaveProperty(rule);
  });

  it("says send, not submit, and system, not solution", () => {
    for (const text of english.values()) expect(text).not.toMatch(/submi|solution|failure mode/i);
  });
});

describe("stringsFor", () => {
  it("gives English until a language is registered, whatever the region", () => {
    expect(stringsFor("cy-GB").lang).toBe("en");
    registerStrings("cy", stringsCy);
    expect(stringsFor("cy-GB").lang).toBe("cy");
  });

  it("puts the host's words in, and only where there are words", () => {
    const words = stringsFor("en", { labels: { systemTypes: { epr: { label: "ExampleRecord" } } }, save: "Carry on" });
    expect(words.labels.systemTypes.epr.label).toBe("ExampleRecord");
    expect(words.save).toBe("Carry on");
    expect(words.back).toBe(stringsEn.back);
    expect(stringsFor("en", JSON.parse('{ "part": "nothing" }')).part).toEqual(stringsEn.part);
  });
});

describe("fill", () => {
  it("fills each mark, and leaves what it does not know empty", () => {
    expect(fill("{n} of {total}", { n: 1 })).toBe("1 of ");
  });
});
