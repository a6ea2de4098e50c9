// Narratives read in a second on one core: cues and identifiers, beside what only tells whether a term is there.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importCore } from "./built-core.mjs";
import { ratioOf, spreadOf } from "./in-turn.mjs";
import { narrativeMaker, writeNarratives } from "./narratives.mjs";

const { findDigitalCues, findIdentifiers } = await importCore("narrative/index.js");
const { cueWords } = await importCore("narrative/cue-words.js");

/** Words that name a system or are a cue alone: what one would search for. Cues of two everyday words have none of them. */
const searchedRoles = ["system", "digital", "digital-act", "cue"];

/** The terms as the table has them, apostrophes left out. */
function terms() {
  const rows = cueWords.filter(({ role }) => searchedRoles.includes(role));
  return [...new Set(rows.flatMap(({ phrases }) => phrases.split(", ")))].sort();
}

/** Path of ripgrep: the one npm brought, or the system's. */
function ripgrep() {
  const require = createRequire(import.meta.url);
  const candidates = [() => require("@vscode/ripgrep").rgPath, () => "rg"];
  for (const candidate of candidates) {
    try {
      const path = candidate();
      execFileSync(path, ["--version"], { stdio: "ignore" });
      return path;
    } catch {}
  }
  throw new Error("ripgrep is missing. Install it (Debian: apt install ripgrep) and run the same command again.");
}

function perSecond(texts, work) {
  const startedAt = performance.now();
  let found = 0;
  for (const text of texts) if (work(text)) found += 1;
  return { rate: (texts.length / (performance.now() - startedAt)) * 1000, found };
}

/** Rows that hold a term, counted by one thread of ripgrep, process start included. */
function ripgrepRate(command, termFile, textFile, rows) {
  const startedAt = performance.now();
  const args = ["--no-config", "-j1", "-c", "-i", "-w", "-F", "-f", termFile, textFile];
  const { stdout, status } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ripgrep ended with ${status}`);
  return { rate: (rows / (performance.now() - startedAt)) * 1000, found: Number(stdout) };
}

/**
 * Returns rates in narratives a second, one core each.
 *
 * @param rows - Narratives in the file that ripgrep reads.
 * @param sample - Narratives that the JavaScript subjects read in each round; other ones each time.
 */
export function measureCues({ rounds, rows, sample }) {
  const folder = mkdtempSync(join(tmpdir(), "digital-factors-bench-"));
  try {
    const [termFile, textFile] = [join(folder, "terms.txt"), join(folder, "narratives.txt")];
    writeFileSync(termFile, `${terms().join("\n")}\n`);
    const bytes = writeNarratives(textFile, rows);
    const escaped = terms().map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const union = new RegExp(`\\b(?:${escaped.join("|")})\\b`, "i");
    const command = ripgrep();
    const make = narrativeMaker(2);
    const figures = {};
    const add = (name, { rate, found }, of, isCounted) => {
      figures[name] ??= { rates: [], found: 0, of: 0 };
      if (!isCounted) return;
      figures[name].rates.push(rate);
      figures[name].found += found;
      figures[name].of += of;
    };
    for (let round = -1; round < rounds; round += 1) {
      const texts = Array.from({ length: sample }, make);
      const withTerm = texts.filter((text) => union.test(text));
      const isCounted = round >= 0;
      add(
        "findDigitalCues",
        perSecond(texts, (text) => findDigitalCues(text).length > 0),
        sample,
        isCounted,
      );
      add(
        "findDigitalCues, narratives with a term only",
        perSecond(withTerm, (text) => findDigitalCues(text).length > 0),
        withTerm.length,
        isCounted,
      );
      add(
        "JavaScript regex union, yes or no",
        perSecond(texts, (text) => union.test(text)),
        sample,
        isCounted,
      );
      add("ripgrep -c, one thread, yes or no", ripgrepRate(command, termFile, textFile, rows), rows, isCounted);
      add(
        "findIdentifiers",
        perSecond(texts, (text) => findIdentifiers(text).length > 0),
        sample,
        isCounted,
      );
    }
    const core = figures.findDigitalCues.rates;
    return {
      terms: terms().length,
      narratives: rows,
      charactersOnAverage: Math.round(bytes / rows),
      rows: Object.entries(figures).map(([name, { rates, found, of }]) => ({
        name,
        perSecond: spreadOf(rates),
        coreRatio: ratioOf(core, rates),
        foundIn: found / of,
      })),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
