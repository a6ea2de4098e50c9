import type { FaultName } from "../faults/fault.ts";
import type { TrafficEntry } from "../traffic/traffic-entry.ts";
import { type ConformanceCheck, ofEach, ofWhatFollowed } from "./conformance-check.ts";

/** Faults after which a client cannot know whether its event was stored. */
const unknownOutcome: readonly (FaultName | undefined)[] = [
  "drop-request",
  "drop-response",
  "reset",
  "black-hole",
  "half-body",
  "slow-body",
  "504",
  "malformed-json",
  "event-without-id",
  "large-body",
];
/** Faults by which the service asks for the same event again later. */
const asksAgain: readonly (FaultName | undefined)[] = ["429", "503"];

const isWrite = ({ method, path }: TrafficEntry) =>
  (path === "AdverseEvent" && method === "POST") || (path === "AdverseEvent/{id}" && method !== "GET");
const hasBody = (entry: TrafficEntry) => isWrite(entry) && entry.method !== "DELETE";
const isRead = ({ method, path }: TrafficEntry) => method === "GET" && path.startsWith("AdverseEvent");
const isOurs = ({ path }: TrafficEntry) => path !== "elsewhere" && path !== "another";
const isRefused = ({ status, fault }: TrafficEntry) => fault === undefined && (status === 400 || status === 422);
const hasIssue = (entry: TrafficEntry, rule: string) => entry.issues.some((issue) => issue.rule === rule);
const numberOf = ({ number }: TrafficEntry) => number;

/** Every check of the report, in the order it is written. */
export const conformanceChecks: readonly ConformanceCheck[] = [
  {
    id: "key-on-every-call",
    title: "Every call carries the subscription key in its header",
    why: "Both public clients do so. A call without it is answered with 401.",
    look: (entries) => ofEach(entries, isOurs, ({ key }) => key !== "right"),
  },
  {
    id: "key-not-in-address",
    title: "The key is in no address",
    why: "Addresses end in logs of proxies and servers.",
    look: (entries) =>
      ofEach(
        entries,
        () => true,
        ({ isKeyInUrl }) => isKeyInUrl,
      ),
  },
  {
    id: "key-stays-here",
    title: "The key follows no redirect to another host",
    why: "Whoever answers in place of LFPSE would have the key. Seen only where the redirect leads back to this sandbox.",
    look: (entries) => keptFromElsewhere(entries, ({ key }) => key !== "none"),
  },
  {
    id: "event-stays-here",
    title: "The event follows no redirect to another host",
    why: "Whoever answers in place of LFPSE would have patient safety data.",
    look: (entries) => keptFromElsewhere(entries, ({ body }) => body !== undefined),
  },
  {
    id: "content-is-json",
    title: "Events are sent as JSON, with its content type",
    why: "Anything else is refused here; what LFPSE does is not known.",
    look: (entries) =>
      ofEach(
        entries,
        (entry) => hasBody(entry) && entry.status !== null,
        ({ status }) => status === 415,
      ),
  },
  {
    id: "profile-is-served",
    title: "Every event names a profile that is served",
    why: "The profile decides what the event is checked against.",
    look: (entries) =>
      ofEach(entries, (entry) => hasBody(entry) && entry.fault === undefined && entry.status !== 401, isOfNoProfile),
  },
  {
    id: "events-are-valid",
    title: "Every event is valid against its profile",
    why: "The issues are listed below by rule and place, without the answers.",
    look: (entries) => ofEach(entries, ({ version }) => version !== undefined, hasError),
  },
  {
    id: "no-nulls",
    title: "No event has a null",
    why: "FHIR leaves out what is not answered.",
    look: (entries) => ofEach(entries, hasBody, ({ nulls }) => nulls > 0),
  },
  {
    id: "no-empties",
    title: "No event has an empty list or object",
    why: "FHIR allows neither.",
    look: (entries) => ofEach(entries, hasBody, ({ empties }) => empties > 0),
  },
  {
    id: "no-reads",
    title: "No event is read or searched for",
    why: "LFPSE is write-only: keep id, version, reference number and the last event yourself.",
    look: (entries) => ofEach(entries, (entry) => isWrite(entry) || isRead(entry), isRead),
  },
  {
    id: "waits-as-asked",
    title: "After 429 or 503 the same event comes no earlier than Retry-After asks",
    why: "A gateway that is asked too early goes on refusing.",
    look: (entries) =>
      ofWhatFollowed(
        entries,
        ({ retryAfterSeconds }) => retryAfterSeconds !== undefined,
        (entry, [next]) => {
          if (next === undefined) return undefined;
          const earliestAtMs = entry.answeredAtMs + (entry.retryAfterSeconds ?? 0) * 1_000;
          return next.receivedAtMs < earliestAtMs ? [next.number] : [];
        },
      ),
  },
  {
    id: "arrives-in-the-end",
    title: "After 429 or 503 the same event is sent again until it is taken",
    why: "It was not taken, for a reason that passes. That a person was told instead cannot be seen here.",
    look: (entries) =>
      ofWhatFollowed(
        entries,
        ({ fault, done }) => asksAgain.includes(fault) && done === undefined,
        (entry, later) => (later.some(({ done }) => done !== undefined) ? [] : [entry.number]),
      ),
  },
  {
    id: "repeats-the-same-bytes",
    title: "What is sent again is the same, byte for byte",
    why: "A repetition that differs is a second report. Told by event type, date and description.",
    look: (entries) =>
      ofWhatFollowed(
        entries,
        (entry) => hasBody(entry) && entry.fault !== undefined,
        ({ body }, [next]) => (next === undefined ? undefined : next.body === body ? [] : [next.number]),
      ),
  },
  {
    id: "unknown-outcome-not-repeated",
    title: "A create whose outcome is not known is not sent again",
    why: "Whether LFPSE finds duplicates is not known, so a repetition may make a second event. A person who looked and decided cannot be told from a blind repetition here.",
    look: (entries) =>
      ofWhatFollowed(
        entries,
        ({ method, path, fault }) => method === "POST" && path === "AdverseEvent" && unknownOutcome.includes(fault),
        (_, later) => later.map(numberOf),
      ),
  },
  {
    id: "refused-not-repeated",
    title: "An event that was refused as invalid is not sent again unchanged",
    why: "The same event gets the same answer.",
    look: (entries) =>
      ofWhatFollowed(entries, isRefused, ({ body }, later) => later.filter((each) => each.body === body).map(numberOf)),
  },
  {
    id: "key-refused-stops",
    title: "After 401 or 403 the same event is tried at most twice more",
    why: "A key that is refused stays refused until a person acts.",
    look: (entries) =>
      ofWhatFollowed(
        entries,
        (entry) => isWrite(entry) && (entry.status === 401 || entry.status === 403),
        (_, later) =>
          later
            .filter(({ status }) => status === 401 || status === 403)
            .slice(2)
            .map(numberOf),
      ),
  },
  {
    id: "gone-stays-gone",
    title: "A deleted event is neither updated nor deleted again",
    why: "A withdrawal is the last word on an event.",
    look: (entries) => {
      const deleted = entries.filter(({ done }) => done === "deleted");
      const after = entries.filter(
        (entry) =>
          isWrite(entry) &&
          deleted.some(
            ({ run, target, number }) => run === entry.run && target === entry.target && number < entry.number,
          ),
      );
      return { met: deleted.length, failedAt: after.map(numberOf) };
    },
  },
];

/** Looks at what arrived where a redirect led, of all redirects that were met. */
function keptFromElsewhere(entries: readonly TrafficEntry[], isBroken: (entry: TrafficEntry) => boolean) {
  const met = entries.filter(({ fault }) => fault === "redirect").length;
  const failedAt = entries.filter((entry) => entry.path === "elsewhere" && isBroken(entry)).map(numberOf);
  return { met, failedAt };
}

function isOfNoProfile(entry: TrafficEntry): boolean {
  return entry.status === 400 && hasIssue(entry, "profile");
}

function hasError({ issues }: TrafficEntry): boolean {
  return issues.some(({ severity }) => severity === "error");
}
