// The results as Markdown, which is also what the command prints.
import { goalsOf } from "./goals.mjs";

const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });
const spread = ({ min, median, max }, format = short) =>
  `${format.format(min)} / **${format.format(median)}** / ${format.format(max)}`;

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

function rateTable(unit, rows) {
  return table(
    ["", `${unit} in a second`, "core's rate ÷ this"],
    rows.map(({ name, perSecond, coreRatio }) => [name, spread(perSecond, whole), spread(coreRatio)]),
  );
}

/** Returns the report of a run. */
export function reportOf(results) {
  const { machine, measuredOn, settings, peers, validation, cues, worstText, coldStart, sizes } = results;
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  return `# Core, measured

${measuredOn}, ${machine.cores} cores, Node ${machine.node}, load ${machine.loadBefore} before and ${machine.loadAfter} after; \
${settings.rounds} rounds${settings.isQuick ? " (quick)" : ""}. Figures are least / **median** / most. All subjects take turns in each round; a \
ratio is taken round by round. On a shared machine trust the ratios, not the rates. ${versions.join(", ")}.

Again: \`npm run build\`, then \`npm run bench:core\`.

## Goals

${table(
  ["what", "goal", "measured", ""],
  goalsOf(results).map(({ what, goal, measured, isMet }) => [what, goal, measured, isMet ? "met" : "not met"]),
)}

The goal for 13.7 million narratives is insights'; here stands what core's own function would take. The other one (is a term there: 12 s) is for
a text search that goes before it; the rate of ripgrep is in the table of narratives.

## Validating one event of ${whole.format(validation.eventBytes)} bytes

${rateTable("verdicts", validation.rows)}

Bare zod checks the same: the run stops unless it and core agree on the valid event and on each faulty one. \`light\` leaves out counts,
unknown members and references, and so accepts too much. The two FHIR validators check base R4 and know nothing of LFPSE: read them as
what it would cost to use one.

## Reading narratives

${whole.format(cues.narratives)} synthetic narratives of ${cues.charactersOnAverage} characters, ${cues.terms} terms, one core. ripgrep counts its whole process.

${table(
  ["", "narratives in a second", "findDigitalCues ÷ this", "found in"],
  cues.rows.map(({ name, perSecond, coreRatio, foundIn }) => [
    name,
    spread(perSecond, whole),
    spread(coreRatio),
    `${(foundIn * 100).toFixed(1)} %`,
  ]),
)}

The terms are those that name a system or are a cue alone. They only say that a narrative is worth reading: most that hold one hold no cue, and
a cue of two everyday words ("results not showing") holds none of them.

## Worst text found

${table(
  ["", "repeated", ...worstText[0].megabytes.map((size) => `${size} MB, ms`), "growth"],
  worstText.map(({ name, unit, ms, growth }) => [
    name,
    `\`${JSON.stringify(unit)}\``,
    ...ms.map((each) => whole.format(each)),
    `${growth.toFixed(1)} ×`,
  ]),
)}

## Cold start

${settings.coldStarts} processes each, in turn.

${table(
  ["import", "ms from start to end", "ms over bare Node", "core's time ÷ this"],
  coldStart.map(({ name, ms, overNode, coreRatio }) => [
    name,
    spread(ms, whole),
    spread(overNode, whole),
    spread(coreRatio),
  ]),
)}

## Size in a page

${table(
  ["", "KB gzip", "KB brotli", "goal, KB gzip"],
  sizes.map(({ title, gzip, brotli, goalGzipKb }) => [title, gzip.toFixed(1), brotli.toFixed(1), goalGzipKb ?? ""]),
)}
`;
}
