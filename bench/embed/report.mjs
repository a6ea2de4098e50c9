// RESULTS.md from the figures of a run.
import { goalsOf } from "./goals.mjs";
import { profiles } from "./load.mjs";
import { pairedRatio, spread } from "./statistics.mjs";

const number = (value, digits) =>
  value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const minMedianMax = (values, digits = 0) => {
  const { min, median, max } = spread(values);
  return `${number(min, digits)} / **${number(median, digits)}** / ${number(max, digits)}`;
};
const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) =>
  [row(head), row(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(row)].join("\n");
const yesNo = (value) => (value ? "yes" : "**no**");

function bytesTable({ titles, bytes }) {
  const ratio = (own, other) => (other === undefined ? "" : number(own.brotli / other.brotli, 2));
  return table(
    ["form", "minified", "gzip -9", "brotli 11", "× hand-written Lit", "× hand-written HTML"],
    Object.entries(bytes).map(([id, own]) => [
      titles[id],
      number(own.min, 0),
      number(own.gzip, 0),
      number(own.brotli, 0),
      ratio(own, bytes.lit),
      ratio(own, bytes.plain),
    ]),
  );
}

function visitsTable({ titles, visits }, profile) {
  const of = visits[profile];
  const ratio = (own, other, measure) =>
    other === undefined ? "" : number(pairedRatio(own, other, measure).median, 2);
  return table(
    [
      "form",
      "navigation to painted, ms",
      "× Lit",
      "× HTML",
      "toggle to painted, ms",
      "main thread per toggle, ms",
      "× HTML",
      "blocked while loading, ms",
      "JS heap, MiB",
    ],
    Object.entries(of).map(([id, own]) => [
      titles[id],
      minMedianMax(own.map((visit) => visit.paintedMs)),
      ratio(own, of.lit, "paintedMs"),
      ratio(own, of.plain, "paintedMs"),
      minMedianMax(
        own.map((visit) => visit.toggleMs),
        1,
      ),
      minMedianMax(
        own.map((visit) => visit.toggleMainThreadMs),
        1,
      ),
      ratio(own, of.plain, "toggleMainThreadMs"),
      minMedianMax(own.map((visit) => visit.blockedMs)),
      minMedianMax(
        own.map((visit) => visit.heapMib),
        2,
      ),
    ]),
  );
}

function policyTable({ titles, embedding }) {
  return table(
    [
      "form",
      "renders",
      "conditional question opens",
      "violations",
      "violations with Trusted Types",
      "host styles changed",
      "outside hosts asked for",
    ],
    Object.entries(embedding).map(([id, { strict, trusted, hostStyles, outsideHosts }]) => [
      titles[id],
      yesNo(strict.renders),
      yesNo(strict.opens),
      strict.violations,
      trusted.renders ? trusted.violations : `${trusted.violations}, does not render`,
      `${hostStyles.changed} of ${hostStyles.of}`,
      outsideHosts.join(", ") || "none",
    ]),
  );
}

function faultsTable({ titles, embedding }) {
  return table(
    [
      "form",
      "focus is on",
      "summary focused",
      "links in a summary",
      "aria-invalid controls",
      "of them described",
      "dangling ids",
    ],
    Object.entries(embedding).map(([id, { faults }]) => [
      titles[id],
      `\`${String(faults.focusOn).slice(0, 40)}\``,
      yesNo(faults.summaryFocused),
      faults.links,
      faults.invalid,
      faults.described,
      faults.dangling,
    ]),
  );
}

/** Returns RESULTS.md. */
export function resultsPage(results) {
  const { run, versions } = results;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `# Results: the element beside its peers

Made by \`npm run bench:embed\`${run.arguments === "" ? "" : ` with \`${run.arguments}\``} on ${run.startedAt}; do not edit. How each figure is
taken: [README.md](README.md). Figures are min / **median** / max; ratios are taken visit by visit within one round, and
their median is shown.

${run.rounds} rounds${run.roundsAsked > run.rounds ? ` of ${run.roundsAsked} asked for (the time was up)` : ""} in ${number(run.seconds / 60, 1)} minutes; ${run.cores} cores, ${run.cpu}, load average ${number(run.loadBefore, 1)} before and
${number(run.loadAfter, 1)} after; Node ${run.node}, Chromium ${run.chromium}. One-file build: \`${run.cdnIntegrity.slice(0, 27)}…\`.
${named.join(", ")}.

## Goals

A goal counts as met when three runs meet it; this is one run.

${table(
  ["goal", "measured (median)", "met in this run"],
  goalsOf(results).map(({ goal, measured, isMet }) => [goal, measured, yesNo(isMet)]),
)}

The form bundle and the one-file build open with every question of the path on the page, as the other forms do; they show the routes
and the save button too, and a toggle of theirs hides and shows all six questions after the first. "Nothing answered" is
the element as a host's page gets it: the first question is asked, and a toggle shows or hides "Which system?" alone.

## Bytes: scripts, style sheets and own markup

${bytesTable(results)}

${Object.keys(results.visits)
  .map((profile) => `## ${profiles[profile].title}\n\n${visitsTable(results, profile)}`)
  .join("\n\n")}

## In the host's page

Policy: \`${results.policy}\`, then the same with \`require-trusted-types-for 'script'\`.

${policyTable(results)}

## After a submit with nothing answered

${faultsTable(results)}
`;
}
