/*
 * Plays what one trust, a vendor and England would need of a relay: node bench/relay-scale/run.mjs [--quick]
 *
 * Nothing is sent anywhere: arrivals, LFPSE's answer times and its outages are drawn from a seed. What is known and what
 * is assumed stands in docs/relay-scale.md.
 */
import { writeFileSync } from "node:fs";
import { simulate } from "./simulate.mjs";

if (process.argv.includes("--help")) {
  console.log("node bench/relay-scale/run.mjs [--quick]   plays the sites and writes RESULTS.md; --quick prints only");
  process.exit(0);
}
const isQuick = process.argv.includes("--quick");

/** Events recorded in England, October to December 2024, times four: NHS England, quarterly publication. */
const englandEventsAYear = 814_560 * 4;
/** Operations for one event: its create and, on average, so many updates. Not known; an assumption. */
const operationsAnEvent = 2;

const sites = [
  { name: "one large trust", operationsAYear: 30_000 * operationsAnEvent },
  { name: "a vendor with 40 trusts", operationsAYear: 40 * 15_000 * operationsAnEvent },
  { name: "England", operationsAYear: englandEventsAYear * operationsAnEvent },
  { name: "England, ten times", operationsAYear: 10 * englandEventsAYear * operationsAnEvent },
];
const answers = [
  { name: "1 s", answerMedianS: 1, answerSpread: 0.5 },
  { name: "5 s", answerMedianS: 5, answerSpread: 0.7 },
  { name: "20 s", answerMedianS: 20, answerSpread: 0.4 },
];
const dayS = 86_400;
const outage = { fromS: dayS + 9 * 3600, toS: 2 * dayS + 9 * 3600 };

/** Least number of places, doubled until no more waits a minute at the 99th percentile. */
function placesNeeded(site, answer) {
  for (let places = 1; ; places *= 2) {
    const played = simulate({ ...site, ...answer, places, seed: 1, days: isQuick ? 2 : 7 });
    if (played.p99S <= answer.answerMedianS * 4 + 10) return { places, played };
    if (places > 4096) throw new Error("No number of places is enough.");
  }
}

const whole = (number) => Math.round(number).toLocaleString("en-GB");
const short = (seconds) =>
  seconds === undefined
    ? "–"
    : seconds < 90
      ? `${seconds.toFixed(1)} s`
      : seconds < 5400
        ? `${(seconds / 60).toFixed(0)} min`
        : `${(seconds / 3600).toFixed(1)} h`;

const lines = [];
const faults = [];
for (const site of sites) {
  for (const answer of answers) {
    const { places, played } = placesNeeded(site, answer);
    if (played.arrived !== played.delivered) faults.push(`${site.name}: not everything was delivered`);
    // Little's law holds for any such queue: what is under way is the rate times the time under way.
    const expected = (played.delivered / played.spanS) * played.meanAnswerS;
    if (Math.abs(expected - played.meanUnderWay) > 1e-6 * expected) faults.push(`${site.name}: Little's law is broken`);
    const afterOutage = simulate({ ...site, ...answer, places, outage, seed: 2, days: isQuick ? 4 : 7 });
    lines.push(
      `| ${site.name} | ${answer.name} | ${played.arrivalsAMinuteAtPeak.toFixed(1)} | ${places} | ${played.meanUnderWay.toFixed(2)} | ${short(played.p50S)} / ${short(played.p99S)} | ${whole(afterOutage.mostWaiting)} | ${short(afterOutage.drainedS)} |`,
    );
  }
}
if (faults.length > 0) {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}

const text = `# The relay at scale, played

Arrivals by hour and day, LFPSE's answer times and one outage of 24 hours (Tuesday 09:00 to Wednesday 09:00) are drawn from a
seed; one week each. What is known and what is assumed: [docs/relay-scale.md](../../docs/relay-scale.md).

Again: \`npm run bench:relay-scale\`.

| site | LFPSE's median answer | operations a minute in the busiest hour | requests at once, least power of two that keeps up | under way on average | stored to accepted, p50 / p99 | most waiting in the outage | drained after it |
| --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}
`;
if (isQuick) console.log(text);
else {
  writeFileSync(new URL("RESULTS.md", import.meta.url), text);
  console.log("bench/relay-scale/RESULTS.md is written.");
}
