import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { RecordCounts } from "../store/administration-store.ts";
import { firstAttempts } from "./first-attempts.ts";
import { createLabels } from "./labels.ts";
import { recordGauges } from "./record-gauges.ts";
import type { RelayObserver } from "./relay-observer.ts";

/**
 * What {@link createMetrics} is made from.
 *
 * @example
 * const options: MetricsOptions = { organisations: ["Z01"] };
 */
export interface MetricsOptions {
  /** ODS codes that get figures of their own; every other one counts as `other`, so that figures stay few. Default: none. */
  readonly organisations?: readonly string[];
  /** Counts the records when figures are read, such as `() => store.count()`. Default: no figures about kept records. */
  readonly count?: () => Promise<RecordCounts>;
  /** Release of the relay. Default: `unknown`. */
  readonly version?: string;
  /** Whether figures of the process are among them. Default: `true`. */
  readonly hasProcess?: boolean;
  /** Clock, milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number;
}

/**
 * The figures of one relay.
 *
 * @example
 * const page = (metrics: Metrics) => metrics.text();
 */
export interface Metrics extends RelayObserver {
  /** Media type of {@link Metrics.text}. */
  readonly contentType: string;
  /** Returns every figure in Prometheus' text format. */
  text(): Promise<string>;
}

const prefix = "digital_factors_relay_";
const requestSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const deliverySeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80];
const firstAttemptSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 30, 60, 300, 1800, 7200, 86_400];

/**
 * Returns the figures of one relay, in a registry of their own. Labels are codes of which there are few: never an id.
 *
 * @see docs/relay-operations.md, "Figures", for each of them
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 * @example
 * const metrics = createMetrics({ organisations: ["Z01"] });
 * metrics.requestEnded({ method: "GET", route: "/healthz", status: 200, durationMs: 0.4 });
 */
export function createMetrics(options: MetricsOptions = {}): Metrics {
  const { organisations = [], count, version = "unknown", hasProcess = true, now = Date.now } = options;
  const registry = new Registry();
  const registers = [registry];
  const labels = createLabels(organisations);
  const waits = firstAttempts();
  if (hasProcess) collectDefaultMetrics({ register: registry });
  if (count !== undefined) recordGauges({ registry, prefix, count, now });

  const counter = <Name extends string>(name: string, help: string, labelNames: readonly Name[]) =>
    new Counter({ name: `${prefix}${name}`, help, labelNames, registers });
  const histogram = <Name extends string>(name: string, help: string, labelNames: readonly Name[], buckets: number[]) =>
    new Histogram({ name: `${prefix}${name}`, help, labelNames, buckets, registers });

  const requests = counter("http_requests_total", "Requests answered.", ["method", "route", "status"]);
  const requestTimes = histogram(
    "http_request_seconds",
    "Time to answer a request.",
    ["method", "route"],
    requestSeconds,
  );
  const operations = counter("operations_total", "Operations asked for, by what became of them.", [
    "kind",
    "outcome",
    "organisation",
  ]);
  const deliveries = counter("deliveries_total", "Attempts to deliver, by how they ended.", [
    "kind",
    "outcome",
    "organisation",
  ]);
  const deliveryTimes = histogram("delivery_seconds", "Time of an attempt to deliver.", ["kind"], deliverySeconds);
  const firstTimes = histogram(
    "first_attempt_delay_seconds",
    "Time from a record being durable to its first request to LFPSE, where the same run of the relay did both.",
    [],
    firstAttemptSeconds,
  );
  const breakers = new Gauge({
    name: `${prefix}breakers_open`,
    help: "Organisations whose deliveries are paused because LFPSE does not work.",
    labelNames: ["organisation"],
    registers,
  });
  const open = new Set<string>();
  const claims = counter("claims_total", "Operations claimed for delivery.", []);
  const swept = counter(
    "swept_unknown_total",
    "Records parked as unknown, because the relay that sent them ended.",
    [],
  );
  const handlingFailed = counter(
    "handling_failed_total",
    "Operations parked, because the relay itself failed at them again and again.",
    ["kind", "organisation"],
  );
  const reached = new Gauge({
    name: `${prefix}lfpse_reached`,
    help: "Whether LFPSE can be reached at all.",
    registers,
  });
  reached.set(1);
  const unavailable = counter("store_unavailable_total", "Times the store could not do what was asked.", ["reason"]);
  const removed = counter("content_removed_total", "Records whose content the retention rule removed.", []);
  const info = new Gauge({ name: `${prefix}info`, help: "Always 1.", labelNames: ["version"], registers });
  info.set({ version }, 1);
  for (const reason of ["full", "busy", "failed"]) unavailable.inc({ reason }, 0);

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    requestEnded: ({ method, route, status, durationMs }) => {
      const where = { method: labels.method(method), route: labels.route(route) };
      requests.inc({ ...where, status: labels.statusClass(status) });
      requestTimes.observe(where, durationMs / 1000);
    },
    taken: ({ recordId, organisation, kind, outcome }) => {
      operations.inc({ kind, outcome, organisation: labels.organisation(organisation) });
      if (kind === "create" && outcome === "stored") waits.stored(recordId);
    },
    attemptStarted: ({ recordId, kind, attempts }) => {
      const waitedMs = kind === "create" && attempts === 0 ? waits.attempted(recordId) : undefined;
      if (waitedMs !== undefined) firstTimes.observe(waitedMs / 1000);
    },
    attemptEnded: ({ organisation, kind, outcome, durationMs }) => {
      deliveries.inc({ kind, outcome, organisation: labels.organisation(organisation) });
      deliveryTimes.observe({ kind }, durationMs / 1000);
    },
    breakerChanged: ({ organisation, isOpen }) => {
      if (isOpen) open.add(organisation);
      else open.delete(organisation);
      const label = labels.organisation(organisation);
      breakers.set({ organisation: label }, [...open].filter((each) => labels.organisation(each) === label).length);
    },
    claimed: (operations) => claims.inc(operations),
    swept: (unknown) => swept.inc(unknown),
    parked: ({ kind, organisation }) => handlingFailed.inc({ kind, organisation: labels.organisation(organisation) }),
    reachChanged: ({ isReached }) => reached.set(isReached ? 1 : 0),
    storeUnavailable: (reason) => unavailable.inc({ reason }),
    contentRemoved: (records) => removed.inc(records),
  };
}
