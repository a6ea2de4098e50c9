import { readFile } from "node:fs/promises";
import { cueWords } from "../src/narrative/cue-words.ts";
import { cueFinder } from "../src/narrative/cues.ts";
import { findDigitalCues, findIdentifiers } from "../src/narrative/index.ts";

/** One row of a file in data/narratives/. */
export interface Narrative {
  readonly id: string;
  readonly split: "train" | "held-out" | "worked" | "second-writer";
  readonly label: "main" | "passing" | "none";
  readonly setting: string;
  readonly text: string;
  readonly cues?: readonly string[];
  readonly identifiers?: readonly { readonly kind: string; readonly start: number; readonly end: number }[];
}

const splits = ["train", "held-out", "second-writer"] as const;
/** The parts in which identifiers are marked. */
const identifierSplits: readonly Narrative["split"][] = ["train", "held-out"];
const soughtKinds = ["nhs-number", "email", "phone", "postcode", "date"];

/** The narratives of one file, in its order: the data set, what is there to break the cues, or what another wrote. */
export async function readNarratives(
  file: "narratives" | "systems-that-worked" | "second-writer",
): Promise<Narrative[]> {
  const text = await readFile(new URL(`../data/narratives/${file}.ndjson`, import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => ({ ...JSON.parse(line), ...(file === "second-writer" ? { split: file } : {}) }));
}

interface Counts {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

const percent = (part: number, whole: number) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);

function measures({ right, wrong, missed }: Counts): string {
  const precision = percent(right, right + wrong);
  const recall = percent(right, right + missed);
  const f1 = percent(2 * right, 2 * right + wrong + missed);
  return `${right} | ${wrong} | ${missed} | ${precision} | ${recall} | ${f1}`;
}

type Reading = "any cue" | "strong cues only";

function hasCue({ text }: Narrative, reading: Reading, find = findDigitalCues): boolean {
  return find(text).some(({ strength }) => reading === "any cue" || strength === "strong");
}

function cueCounts(rows: readonly Narrative[], reading: Reading, find = findDigitalCues): Counts {
  const found = rows.filter((row) => hasCue(row, reading, find));
  const right = found.filter(({ label }) => label !== "none").length;
  const all = rows.filter(({ label }) => label !== "none").length;
  return { right, wrong: found.length - right, missed: all - right };
}

function cueRows(narratives: readonly Narrative[]): string[] {
  return splits.flatMap((split) => {
    const rows = narratives.filter((row) => row.split === split);
    return (["any cue", "strong cues only"] as const).map((reading) => {
      const [main, passing] = (["main", "passing"] as const).map((label) => {
        const labelled = rows.filter((row) => row.label === label);
        return percent(labelled.filter((row) => hasCue(row, reading)).length, labelled.length);
      });
      return `| ${split} (${rows.length}) | ${reading} | ${measures(cueCounts(rows, reading))} | ${main} | ${passing} |`;
    });
  });
}

interface Spans {
  readonly row: Narrative;
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

function spansOf(row: Narrative): Spans {
  const name = ({ kind, start, end }: { kind: string; start: number; end: number }) => `${kind} ${start}–${end}`;
  return { row, expected: (row.identifiers ?? []).map(name), found: findIdentifiers(row.text).map(name) };
}

function identifierCounts(rows: readonly Narrative[], kind: string): Counts {
  const isOfKind = (span: string) => kind === "all sought" || span.startsWith(`${kind} `);
  const isSought = (span: string) => soughtKinds.some((sought) => span.startsWith(`${sought} `));
  const counts = rows.map(spansOf).map(({ expected, found }) => {
    const wanted = expected.filter((span) => isOfKind(span) && (kind !== "all sought" || isSought(span)));
    const got = found.filter(isOfKind);
    const right = got.filter((span) => wanted.includes(span)).length;
    return { right, wrong: got.length - right, missed: wanted.length - right };
  });
  const sum = (of: (each: Counts) => number) => counts.reduce((total, each) => total + of(each), 0);
  return { right: sum(({ right }) => right), wrong: sum(({ wrong }) => wrong), missed: sum(({ missed }) => missed) };
}

function identifierRows(narratives: readonly Narrative[]): string[] {
  return identifierSplits.flatMap((split) => {
    const rows = narratives.filter((row) => row.split === split);
    return [...soughtKinds, "all sought", "name", "hospital-number"].map(
      (kind) => `| ${split} | ${kind} | ${measures(identifierCounts(rows, kind))} |`,
    );
  });
}

/** The misses of a part with what was found. */
function cueMisses(narratives: readonly Narrative[], split: Narrative["split"]): string[] {
  return narratives
    .filter((row) => row.split === split && isMissed(row))
    .map((row) => {
      const words = findDigitalCues(row.text).map(({ start, end }) => `“${row.text.slice(start, end)}”`);
      return `- ${row.id}, ${row.label}, ${words.length > 0 ? `found ${words.join(", ")}` : "not found"}: ${row.text}`;
    });
}

/** The misses of a part by id only, so that whoever works on the words does not read them here. */
function cueMissIds(narratives: readonly Narrative[], split: Narrative["split"]): string[] {
  const missed = narratives.filter((row) => row.split === split && isMissed(row));
  const idsOf = (rows: readonly Narrative[]) => rows.map(({ id }) => id).join(", ") || "none";
  return [
    `- not found, main: ${idsOf(missed.filter(({ label }) => label === "main"))}`,
    `- not found, passing: ${idsOf(missed.filter(({ label }) => label === "passing"))}`,
    `- found, though no system played a part: ${idsOf(missed.filter(({ label }) => label === "none"))}`,
  ];
}

function isMissed(row: Narrative): boolean {
  return hasCue(row, "any cue") === (row.label === "none");
}

function identifierMisses(narratives: readonly Narrative[]): string[] {
  const marked = narratives.filter(({ split }) => identifierSplits.includes(split));
  return marked.map(spansOf).flatMap(({ row, expected, found }) => {
    const missed = expected.filter((span) => !found.includes(span)).map((span) => `missed ${span}`);
    const wrong = found.filter((span) => !expected.includes(span)).map((span) => `wrong ${span}`);
    const faults = [...missed, ...wrong];
    return faults.length === 0 ? [] : [`- ${row.id}, ${row.split}: ${faults.join("; ")}`];
  });
}

/** The held-out part, read without any phrase that occurs there and not in the training part. */
function blindRow(narratives: readonly Narrative[]): string {
  const textOf = (split: Narrative["split"]) =>
    narratives
      .filter((row) => row.split === split)
      .map(
        (row) =>
          ` ${row.text
            .toLowerCase()
            .replace(/['’]/g, "")
            .replace(/[^\p{L}\p{N}]+/gu, " ")} `,
      )
      .join("\n");
  const [train, heldOut] = [textOf("train"), textOf("held-out")];
  const isFromHeldOut = (phrase: string) => heldOut.includes(` ${phrase} `) && !train.includes(` ${phrase} `);
  let left = 0;
  const rows = cueWords.flatMap((row) => {
    const phrases = row.phrases.split(", ").filter((phrase) => row.role === "other" || !isFromHeldOut(phrase));
    left += row.phrases.split(", ").length - phrases.length;
    return phrases.length === 0 ? [] : [{ ...row, phrases: phrases.join(", ") }];
  });
  const counts = cueCounts(
    narratives.filter(({ split }) => split === "held-out"),
    "any cue",
    cueFinder(rows).find,
  );
  return `| ${left} | any cue | ${measures(counts)} |`;
}

/** How many of the narratives in which a system worked have a cue all the same. */
function workedRows(worked: readonly Narrative[]): string[] {
  return (["any cue", "strong cues only"] as const).map((reading) => {
    const found = worked.filter((row) => hasCue(row, reading)).length;
    return `| ${worked.length} | ${reading} | ${found} | ${percent(found, worked.length)} |`;
  });
}

/** The results as Markdown, as they stand in docs/narratives.md between its two marks. */
export function narrativeResults(narratives: readonly Narrative[], worked: readonly Narrative[]): string {
  return [
    "### Cues",
    "",
    "| part (narratives) | counted as found | right | wrong | missed | precision | recall | F1 | found of main | found of passing |",
    "|---|---|---|---|---|---|---|---|---|---|",
    ...cueRows(narratives),
    "",
    "### Cues on the held-out part, without the phrases that occur only there",
    "",
    "| phrases left out | counted as found | right | wrong | missed | precision | recall | F1 |",
    "|---|---|---|---|---|---|---|---|",
    blindRow(narratives),
    "",
    "### Cues where the system worked",
    "",
    "| narratives | counted as found | found, all of them wrong | share |",
    "|---|---|---|---|",
    ...workedRows(worked),
    "",
    ...cueMisses(worked, "worked"),
    "",
    "### Identifiers",
    "",
    "| part | kind | right | wrong | missed | precision | recall | F1 |",
    "|---|---|---|---|---|---|---|---|",
    ...identifierRows(narratives),
    "",
    "### What the cues got wrong on the second writer's narratives",
    "",
    ...cueMissIds(narratives, "second-writer"),
    "",
    "### What the cues got wrong on the held-out part",
    "",
    ...cueMissIds(narratives, "held-out"),
    "",
    "### What the cues got wrong on the training part",
    "",
    ...cueMisses(narratives, "train"),
    "",
    "### What the identifiers got wrong",
    "",
    ...identifierMisses(narratives),
  ].join("\n");
}
