// The results as Markdown, which is also what the command prints.
import { faults } from "./faults.mjs";
import { goalsOf, obeysRetryAfter } from "./goals.mjs";
import { subjects } from "./subjects.mjs";

const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

function table(heads, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell ?? "").replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

const heading = ({ title }) => title[0].toUpperCase() + title.slice(1);

/** Least to most, over the rounds. */
function range(numbers) {
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  return least === most ? whole.format(least) : `${whole.format(least)} to ${whole.format(most)}`;
}

/** The waits before the second, third … try. */
function waits({ attempts, waitsMs }) {
  if (attempts < 2) return "";
  return waitsMs[0].map((_, at) => range(waitsMs.map((round) => round[at]))).join("; ");
}

function key({ key: found, attempts }) {
  if (found === undefined) return "none";
  const isSame = attempts < 2 ? "" : found.isSame ? ", the same each time" : ", another each time";
  return `${found.header}${isSame}`;
}

const shownNames = { subscriptionKey: "key", "what was written": "text" };
const list = (names) => names.map((name) => shownNames[name] ?? name).join(", ") || "nothing";

function failureName({ end, failure, subject }) {
  if (end === "success") return "none: success";
  if (end === "endless") return "none: ended by the bench";
  const { isError, name, className, kind, status } = failure;
  if (kind !== undefined) return `\`${kind}\`${status === undefined ? "" : `, ${status}`}`;
  if (isError) return `thrown ${name}${className === name ? "" : ` (class ${className})`}`;
  const { failureIs } = subjects.find(({ id }) => id === subject);
  return `${failureIs}${status === undefined ? "" : `, ${status}`}`;
}

function outcome({ failure, end }) {
  if (end === "success") return "no";
  const found = failure?.outcome;
  if (found === undefined) return "lost";
  return `${found.kind}, ${found.at === "itself" ? "itself" : `\`${found.at}\``}`;
}

function attempts({ attempts: count, subject }) {
  const { triesWatched } = subjects.find(({ id }) => id === subject);
  return count === triesWatched ? `${count}, goes on` : count;
}

function obeyed(trial) {
  const isObeyed = obeysRetryAfter(trial);
  if (isObeyed === undefined) return "not sent again";
  return isObeyed ? "yes" : "no";
}

function lostAnswer({ attempts: count, key: found, method }) {
  if (count < 2) return "no";
  if (method === "PUT") return "no, it is a PUT";
  return found?.isSame ? "no, if the server knows keys" : "**yes**";
}

function followed({ elsewhere }) {
  if (elsewhere.length === 0) return ["no", "", ""];
  const [{ hasBody, credentials }] = elsewhere;
  return ["**yes**", hasBody ? "yes" : "no", list(credentials)];
}

function sizeRows(sizes) {
  const kb = (number) => number.toFixed(1);
  return sizes.map(({ title, minifiedKb, gzip, brotli, goalGzipKb }) => [
    title,
    kb(minifiedKb),
    kb(gzip),
    kb(brotli),
    goalGzipKb,
  ]);
}

/** Returns the report of a run. */
export function reportOf(results) {
  const { machine, measuredOn, rounds, peers, trials, sizes } = results;
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  const present = subjects.filter(({ id }) => trials.some(({ subject }) => subject === id));
  const of = (fault) => present.map(({ id }) => trials.find((each) => each.subject === id && each.fault === fault));
  const shortAnswer = (id) => trials.find((each) => each.subject === id && each.fault === "signInPage");
  const changing = trials.filter(({ isSameEachRound }) => !isSameEachRound);
  const refused = new Set(trials.flatMap(({ refusedHosts }) => refusedHosts));

  return `# Clients, measured

${measuredOn}, ${machine.cores} cores, Node ${machine.node}, load ${machine.loadBefore} before and ${machine.loadAfter} after; \
${rounds} round${rounds === 1 ? "" : "s"}. One create each, in a process of its own, against a server on loopback. \
${versions.join(", ")}.

Again: \`npm run build\`, then \`npm run bench:clients\`. Times differ from run to run and are least to most; all the rest does not: \
${changing.length === 0 ? "every round behaved alike" : `**not alike in each round: ${changing.map(({ subject, fault }) => `${subject} (${fault})`).join(", ")}**`}. \
Tries to reach another computer: ${refused.size === 0 ? "none" : [...refused].join(", ")}.

Every client keeps its defaults; only the address and the credentials are given. ${present
    .filter(({ note }) => note !== undefined)
    .map(({ id, note }) => `${id}: ${note}.`)
    .join(" ")}

## Goals

${table(
  ["what", "measured", ""],
  goalsOf(results).map(({ what, measured, isMet }) => [what, measured, isMet ? "met" : "not met"]),
)}

No idempotency key of LFPSE's is known, so the LFPSE client repeats only what it takes as not carried out. RFC 9110, 15.6.4 says so of 503; whether every
gateway before LFPSE means it is not known.

## ${heading(faults.unavailable)}

${table(
  [
    "",
    "call",
    "sent",
    "idempotency key",
    "other id, the same each time",
    "waits, ms",
    "what the caller gets",
    "OperationOutcome",
  ],
  of("unavailable").map((trial) => [
    trial.subject,
    present.find(({ id }) => id === trial.subject).call,
    attempts(trial),
    key(trial),
    trial.requestId?.isSame ? trial.requestId.header : "",
    waits(trial),
    failureName(trial),
    outcome(trial),
  ]),
)}

Text and bytes are still to be parsed. The answer's media type is \`application/fhir+json\`, which octokit takes for bytes. stripe judges by
the body: what has no \`error\` in it is a success, whatever the status. Its own API sends one with each refusal.

What that failure shows of itself: "text" is what a person wrote, "key" the subscription key.

${table(
  ["", "its message", "console.error prints", "JSON.stringify writes", "the client prints by itself"],
  of("unavailable")
    .filter(({ failure }) => failure !== undefined)
    .map(({ subject, failure, printsItself, printedItselfHolds }) => [
      subject,
      list(failure.messageHolds),
      list(failure.printedHolds),
      list(failure.jsonHolds),
      printsItself ? `a warning; of these, ${list(printedItselfHolds)}` : "",
    ]),
)}

## ${heading(faults.rateLimited)}

${table(
  ["", "sent", "obeyed", "wait, ms", "what the caller gets"],
  of("rateLimited").map((trial) => [trial.subject, trial.attempts, obeyed(trial), waits(trial), failureName(trial)]),
)}

## Answer lost: ${faults.answerLost.title}

${table(
  ["", "sent", "idempotency key", "wait, ms", "two records", "what the caller gets"],
  of("answerLost").map((trial) => [
    trial.subject,
    trial.attempts,
    key(trial),
    waits(trial),
    lostAnswer(trial),
    failureName(trial),
  ]),
)}

Who sends it once leaves it to the caller to know that the record may be stored; only \`unknown-outcome\` says so.

## ${heading(faults.signInPage)}

${table(
  ["", "sent", "taken as success", "what the caller gets", "its message holds"],
  of("signInPage").map((trial) => [
    trial.subject,
    attempts(trial),
    trial.end === "success" ? "**yes**" : "no",
    failureName(trial),
    trial.failure === undefined ? "" : list(trial.failure.messageHolds),
  ]),
)}

## ${heading(faults.redirected)}

${table(
  ["", "sent", "followed", "with what was written", "with credentials", "what the caller gets"],
  of("redirected").map((trial) => [trial.subject, attempts(trial), ...followed(trial), failureName(trial)]),
)}

\`fetch\` takes \`Authorization\` and cookies off a request to another host; a key in a header of its own goes along.

## ${heading(faults.longAnswer)}

${table(
  ["", "read to its end", "memory over the start, MB: short answer", "this answer", "what the caller gets"],
  of("longAnswer").map((trial) => [
    trial.subject,
    trial.isReadToEnd ? "yes" : "**cut**",
    range(shortAnswer(trial.subject).peakGrowthMb),
    range(trial.peakGrowthMb),
    failureName(trial),
  ]),
)}

Peak of the process since just before the call. The first \`fetch\` of a process alone takes some.

## Size

${table(["what a page loads", "KB minified", "KB gzip", "KB brotli", "goal, KB gzip"], sizeRows(sizes))}
`;
}
