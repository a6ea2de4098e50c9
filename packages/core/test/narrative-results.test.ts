import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isNhsNumber } from "../src/narrative/index.ts";
import { narrativeResults, readNarratives } from "./narrative-results.ts";

const page = fileURLToPath(new URL("../../../docs/narratives.md", import.meta.url));
const narratives = await readNarratives("narratives");
const second = await readNarratives("second-writer");
const worked = await readNarratives("systems-that-worked");
const share = (label: string) => narratives.filter((row) => row.label === label).length / narratives.length;

describe("the narratives", () => {
  it("are at least 400, a third about IT, a sixth with IT in passing, half without", () => {
    expect(narratives.length).toBeGreaterThanOrEqual(400);
    expect(share("main")).toBeCloseTo(1 / 3, 1);
    expect(share("passing")).toBeCloseTo(1 / 6, 1);
    expect(share("none")).toBeCloseTo(1 / 2, 1);
  });

  it("have ids and texts of their own", () => {
    expect(new Set(narratives.map(({ id }) => id)).size).toBe(narratives.length);
    expect(new Set(narratives.map(({ text }) => text)).size).toBe(narratives.length);
  });

  it("are held out by a rule that looks at the id only", () => {
    for (const { id, split } of narratives) {
      const digit = Number.parseInt(createHash("sha256").update(id).digest("hex").slice(0, 1), 16);
      expect([id, split]).toEqual([id, digit < 6 ? "held-out" : "train"]);
    }
    expect(narratives.filter(({ split }) => split === "held-out").length).toBeGreaterThanOrEqual(120);
  });

  it("come with others, in which systems are named and none played a part", () => {
    expect(worked.length).toBeGreaterThanOrEqual(40);
    for (const { label, split } of worked) expect([label, split]).toEqual(["none", "worked"]);
  });

  it("come with those of a second writer, whose ids and texts are their own", () => {
    expect(second.length).toBeGreaterThanOrEqual(100);
    const all = [...narratives, ...worked, ...second];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
    for (const { split } of second) expect(split).toBe("second-writer");
  });

  it("name their cues in the words of the text, and none where no system played a part", () => {
    for (const { text, label, cues = [] } of narratives) {
      for (const cue of cues) expect(text).toContain(cue);
      if (label === "none") expect(cues).toEqual([]);
    }
  });

  it("hold no NHS number but made-up ones that begin with 999", () => {
    const numbers = narratives.flatMap(({ text, identifiers = [] }) =>
      identifiers.filter(({ kind }) => kind === "nhs-number").map(({ start, end }) => text.slice(start, end)),
    );
    expect(numbers.length).toBeGreaterThan(10);
    for (const number of numbers) expect([number.startsWith("999"), isNhsNumber(number)]).toEqual([true, true]);
  });
});

describe("docs/narratives.md", () => {
  it("states the results as they are measured now", async () => {
    const text = await readFile(page, "utf8");
    const [before, rest = ""] = text.split("<!-- results -->\n");
    const [, after] = rest.split("<!-- end of results -->\n");
    expect(after).toBeDefined();
    const results = narrativeResults([...narratives, ...second], worked);
    const current = `${before}<!-- results -->\n\n${results}\n\n<!-- end of results -->\n${after}`;
    await expect(current).toMatchFileSnapshot(page);
  });
});
