// The results as Markdown, which is also what the command prints.
import { ratioOf, spreadOf } from "../core/in-turn.mjs";
import { drained } from "./drain.mjs";
import { goalsOf } from "./goals.mjs";
import { subjects } from "./subjects.mjs";
import { bodyBytes } from "./submission.mjs";

const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });
const spread = ({ min, median, max }, format = short) =>
  `${format.format(min)} / **${format.format(median)}** / ${format.format(max)}`;
const line = (cells) => `| ${cells.join(" | ")} |`;
const table = (heads, rows) => [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");

/** Returns the value below which a share of the numbers lies. */
function percentile(numbers, share) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Returns the report of a run. */
export function reportOf(results) {
  const { machine, measuredOn, settings, peers, intake, firstAttempt, drain, postgres } = results;
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  const figures = (rows, name) => rows.map((row) => row[name]);
  const wait = (name) => [
    percentile(firstAttempt[name], 0.5).toFixed(1),
    percentile(firstAttempt[name], 0.99).toFixed(1),
  ];
  return `# Relay, measured

${measuredOn}, ${machine.cores} cores, Node ${machine.node}, ${postgres}, load ${machine.loadBefore} before and ${machine.loadAfter} after; \
${settings.rounds} rounds${settings.isQuick ? " (quick: read nothing into it)" : ""}. Figures are least / **median** / most. All subjects take turns in each round; a \
ratio is taken round by round. On a shared machine trust the ratios, not the rates. ${versions.join(", ")}.

Again: \`npm run build\`, then \`npm run bench:relay\`.

## Goals

${table(
  ["what", "goal", "measured", ""],
  goalsOf(results).map(({ what, goal, measured, isMet }) => [what, goal, measured, isMet ? "met" : "not met"]),
)}

A goal counts as met when the median ratio meets it in three runs.

## Submissions of ${whole.format(bodyBytes)} bytes, 50 connections

${table(
  ["", "accepted in a second", "÷ libsql groups", "÷ no store", "p50 ms", "p99 ms", "refused or broken"],
  Object.entries(subjects).map(([name, { title }]) => [
    title,
    spread(spreadOf(figures(intake[name], "perSecond")), whole),
    spread(ratioOf(figures(intake[name], "perSecond"), figures(intake.libsqlAnchor, "perSecond"))),
    spread(ratioOf(figures(intake[name], "perSecond"), figures(intake.ceiling, "perSecond"))),
    spread(spreadOf(figures(intake[name], "p50Ms"))),
    spread(spreadOf(figures(intake[name], "p99Ms"))),
    intake[name].reduce(
      (sum, { errors, refused }) => sum + errors + refused.reduce((all, [, count]) => all + count, 0),
      0,
    ),
  ]),
)}

Every subject checks the whole event against LFPSE's profile and the record's shape, writes a record and its place in the outbox, and answers 202
when that is durable. The hand-written ones do nothing else: no token, no limits, no log, no conflict, no sealing, no delivery. The relay
delivers one record a minute in this table, but for the line that says otherwise. Driver, server and PostgreSQL share the cores.

## From the 202 to LFPSE, idle relay, libsql

${table(
  ["", "p50 ms", "p99 ms"],
  [
    ["from the 202 at the host to the arrival at LFPSE", ...wait("afterAnswerMs")],
    ["from the sending at the host to the arrival at LFPSE", ...wait("afterSendingMs")],
  ],
)}

## Emptying a full outbox of ${whole.format(settings.jobs)}

${table(
  ["", "delivered in a second", "relay on PostgreSQL ÷ this"],
  Object.entries(drained).map(([name, { title }]) => [
    title,
    spread(spreadOf(drain[name]), whole),
    spread(ratioOf(drain.relayPostgres, drain[name])),
  ]),
)}

Each job is one POST of the event to a server that answers at once, four at a time. The relay writes twice for each (before the request leaves,
and its answer), opens and checks the content, and builds the event; it is held to 100,000 a minute (1,667 a second) by the highest rate that can be
set. The queues write once or twice and send what they hold.
`;
}
