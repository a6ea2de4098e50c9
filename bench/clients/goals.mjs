// The design's goals for a client, each against what ours did.
import { retryAfterSeconds } from "./faults.mjs";
import { subjects } from "./subjects.mjs";

/** Clocks of two processes, and timers that may fire a little early. */
const toleranceMs = 20;

/** Returns whether every wait was at least what the answer asked for; `undefined` if the create was not sent again. */
export function obeysRetryAfter({ attempts, waitsMs }) {
  if (attempts < 2) return undefined;
  return waitsMs.every(([first]) => first >= retryAfterSeconds * 1000 - toleranceMs);
}

/** Whether a second try cannot make a second record at a server that knows keys. */
function repeatsOnlyWithKey({ attempts, key }) {
  return attempts < 2 || key?.isSame === true;
}

const checks = [
  {
    what: "after a lost answer, sent again only with one key",
    fault: "answerLost",
    isMet: repeatsOnlyWithKey,
    measured: ({ attempts, key }) => `${attempts} sent, ${key === undefined ? "no key" : "with a key"}`,
  },
  {
    what: "after a 503, sent again only with one key",
    fault: "unavailable",
    isMet: repeatsOnlyWithKey,
    measured: ({ attempts, key }) => `${attempts} sent, ${key === undefined ? "no key" : "with a key"}`,
  },
  {
    what: `waits the ${retryAfterSeconds} s that Retry-After asks`,
    fault: "rateLimited",
    isMet: (trial) => obeysRetryAfter(trial) === true,
    measured: ({ waitsMs }) => `${Math.min(...waitsMs.map(([first]) => first ?? 0))} ms or more`,
  },
  {
    what: "the server's OperationOutcome is reachable as data",
    fault: "unavailable",
    isMet: ({ failure }) => failure?.outcome?.kind === "data",
    measured: ({ failure }) => failure?.outcome?.at ?? "lost",
  },
  {
    what: "HTML at 200 is no success",
    fault: "signInPage",
    isMet: ({ end }) => end !== "success",
    measured: ({ end, failure }) => failure?.kind ?? end,
  },
  {
    what: "nothing follows a redirect",
    fault: "redirected",
    isMet: ({ elsewhere }) => elsewhere.length === 0,
    measured: ({ elsewhere }) => `${elsewhere.length} requests`,
  },
  {
    what: "an answer of 10 MB is cut",
    fault: "longAnswer",
    isMet: ({ isReadToEnd }) => !isReadToEnd,
    measured: ({ isReadToEnd }) => (isReadToEnd ? "read to its end" : "cut"),
  },
];

function showsNothing(ofSubject) {
  const shown = ofSubject.flatMap(({ failure, printedItselfHolds }) => [
    ...printedItselfHolds,
    ...(failure === undefined ? [] : [...failure.messageHolds, ...failure.printedHolds, ...failure.jsonHolds]),
  ]);
  return { measured: shown.length === 0 ? "nothing" : [...new Set(shown)].join(", "), isMet: shown.length === 0 };
}

/** Returns the goals: what, goal, measured, and whether it is met. */
export function goalsOf({ trials, sizes }) {
  const ours = subjects.filter(({ id, isOurs }) => isOurs && trials.some(({ subject }) => subject === id));
  const behaviours = ours.flatMap(({ id }) => {
    const ofSubject = trials.filter(({ subject }) => subject === id);
    const rows = checks.map(({ what, fault, isMet, measured }) => {
      const trial = ofSubject.find((each) => each.fault === fault);
      return { what: `${id}: ${what}`, measured: measured(trial), isMet: isMet(trial) };
    });
    const what = `${id}: no failure shows a credential or what was written, no message what the server said`;
    return [...rows, { what, ...showsNothing(ofSubject) }];
  });
  const ofSize = sizes
    .filter(({ goalGzipKb }) => goalGzipKb !== undefined)
    .map(({ title, goalGzipKb, gzip }) => ({
      what: `${title}: at most ${goalGzipKb} KB gzip`,
      measured: `${gzip.toFixed(1)} KB`,
      isMet: gzip <= goalGzipKb,
    }));
  return [...behaviours, ...ofSize];
}
