import { EventHeap } from "./event-heap.mjs";
import { exponential, logNormal, seededRandom } from "./seeded-random.mjs";

/** A day's arrivals by hour, as shares of its mean: an assumption, most work in office hours. */
const hourShares = [
  0.45, 0.4, 0.35, 0.35, 0.35, 0.4, 0.6, 0.9, 1.3, 1.6, 1.75, 1.75, 1.6, 1.6, 1.65, 1.65, 1.5, 1.3, 1.1, 1.0, 0.85,
  0.75, 0.6, 0.5,
];
/** A week's arrivals by day, Monday first: an assumption, fewer at weekends. */
const dayShares = [1.15, 1.15, 1.15, 1.15, 1.1, 0.65, 0.65];

const hourS = 3600;
const dayS = 24 * hourS;

/** Longest wait between two tries while LFPSE does not work: the relay's own pause grows to half a minute. */
const probeS = 30;

/** Returns the share of the mean rate at an instant, seconds from Monday 00:00. */
function shareAt(second) {
  return hourShares[Math.floor((second % dayS) / hourS)] * dayShares[Math.floor(second / dayS) % 7];
}

const greatestShare = Math.max(...hourShares) * Math.max(...dayShares);
/** The shares need not have a mean of exactly 1. */
const meanShare =
  (hourShares.reduce((sum, share) => sum + share, 0) / 24) * (dayShares.reduce((sum, share) => sum + share, 0) / 7);

/**
 * Plays `days` days of arrivals and deliveries and returns how long deliveries took and how much waited.
 *
 * Arrivals: a Poisson process whose rate follows the hour and the day. A delivery holds one of the places for LFPSE's
 * answer time. While LFPSE is away nothing is answered, and the relay asks with one request at a time.
 *
 * @param operationsAYear Creates, updates and withdrawals in a year.
 * @param places Requests under way at once, over all relays.
 * @param answerMedianS LFPSE's median answer time; `answerSpread` the spread of its logarithm.
 * @param outage `{ fromS, toS }`, when LFPSE is away; absent for none.
 */
export function simulate({
  operationsAYear,
  places,
  answerMedianS,
  answerSpread,
  answerLimitS = 40,
  days = 7,
  outage,
  seed,
}) {
  const random = seededRandom(seed);
  const meanRate = operationsAYear / (365.25 * dayS) / meanShare;
  const peakRate = meanRate * greatestShare;
  const events = new EventHeap();
  const waiting = [];
  let head = 0;
  let underWay = 0;
  let inService = 0;
  let lastAt = 0;
  let busyS = 0;
  let most = 0;
  let arrived = 0;
  let mostInAnHour = 0;
  let hour = -1;
  let inHour = 0;
  let drainedAt;
  const delays = [];
  const end = days * dayS;

  const nextArrival = (from) => {
    let at = from;
    do at += exponential(random, peakRate);
    while (random() > shareAt(at) / greatestShare);
    return at;
  };
  const isAway = (at) => outage !== undefined && at >= outage.fromS && at < outage.toS;
  const start = (at) => {
    while (head < waiting.length && underWay < places) {
      if (isAway(at)) {
        // One probe stands for all: it finds out within `probeS` of the return.
        if (inService === 0) {
          inService = 1;
          events.push({ at: outage.toS + random() * probeS, kind: "return" });
        }
        return;
      }
      if (inService === 1) return;
      const arrivedAt = waiting[head];
      head += 1;
      underWay += 1;
      const answerS = Math.min(answerLimitS, logNormal(random, answerMedianS, answerSpread));
      events.push({ at: at + answerS, kind: "answer", arrivedAt });
    }
    if (head > 4096 && head * 2 > waiting.length) {
      waiting.splice(0, head);
      head = 0;
    }
  };

  events.push({ at: nextArrival(0), kind: "arrival" });
  while (events.size > 0) {
    const event = events.pop();
    const { at } = event;
    busyS += underWay * (at - lastAt);
    lastAt = at;
    if (event.kind === "arrival") {
      arrived += 1;
      const thisHour = Math.floor(at / hourS);
      if (thisHour !== hour) {
        mostInAnHour = Math.max(mostInAnHour, inHour);
        hour = thisHour;
        inHour = 0;
      }
      inHour += 1;
      waiting.push(at);
      const next = nextArrival(at);
      if (next < end) events.push({ at: next, kind: "arrival" });
    } else if (event.kind === "answer") {
      underWay -= 1;
      delays.push(at - event.arrivedAt);
    } else {
      inService = 0;
    }
    start(at);
    most = Math.max(most, waiting.length - head);
    if (outage !== undefined && drainedAt === undefined && at > outage.toS && waiting.length - head === 0) {
      drainedAt = at - outage.toS;
    }
  }
  delays.sort((one, other) => one - other);
  const quantile = (share) => delays[Math.min(delays.length - 1, Math.floor(share * delays.length))] ?? 0;
  return {
    arrived,
    delivered: delays.length,
    arrivalsAMinuteAtPeak: Math.max(mostInAnHour, inHour) / 60,
    meanUnderWay: busyS / lastAt,
    meanAnswerS: busyS / Math.max(1, delays.length),
    p50S: quantile(0.5),
    p99S: quantile(0.99),
    longestS: delays.at(-1) ?? 0,
    mostWaiting: most,
    drainedS: drainedAt,
    spanS: lastAt,
  };
}
