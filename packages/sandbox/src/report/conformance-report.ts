import { type FaultName, faultNames } from "../faults/fault.ts";
import type { SandboxSettings } from "../settings/settings.ts";
import type { TrafficEntry, TrafficIssue } from "../traffic/traffic-entry.ts";
import type { ConformanceCheck } from "./conformance-check.ts";
import { conformanceChecks } from "./conformance-checks.ts";

/**
 * What the sandbox saw of a client: how it behaved, in counts, rules and places. No key, no id and no answer of an event
 * is in it. It is the sandbox's view, and not an approval by NHS England.
 *
 * @example
 * const sandbox = await startSandbox({ port: 0, subscriptionKey: "example" });
 * const report: ConformanceReport = sandbox.report();
 * report.checks.filter(({ result }) => result === "failed").map(({ id }) => id);
 * await sandbox.close();
 */
export interface ConformanceReport {
  readonly format: "digital-factors-sandbox-report/1";
  /** What this report is, and what it is not. */
  readonly notice: string;
  /** Instant, ISO 8601. */
  readonly madeAt: string;
  readonly settings: SandboxSettings;
  /** Releases that were served. */
  readonly taxonomies: readonly string[];
  readonly checks: readonly CheckResult[];
  readonly requests: readonly RequestCount[];
  readonly faultsMet: readonly FaultCount[];
  readonly issues: readonly IssueCount[];
  /** Requests that are left out, because there were more than the sandbox remembers. */
  readonly forgotten: number;
}

/**
 * What came of one check.
 *
 * @example
 * const open: (check: CheckResult) => boolean = ({ result }) => result === "not-exercised";
 */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly result: "passed" | "failed" | "not-exercised";
  /** How often there was something to look at. */
  readonly met: number;
  /** Numbers of the requests that broke the promise, in the order of arrival; at most 20. */
  readonly failedAt: readonly number[];
  readonly why: string;
}

/** What clients did at a server whose certificate nobody should trust. */
export interface TlsCounts {
  /** Connections that the client ended without a request. */
  readonly refused: number;
  /** Connections on which a request came all the same. */
  readonly accepted: number;
}

/** How many requests of one kind had one answer. */
export interface RequestCount {
  readonly method: TrafficEntry["method"];
  readonly path: TrafficEntry["path"];
  /** `null`: the connection broke before a status. */
  readonly status: number | null;
  readonly count: number;
}

/** How often a fault was met. */
export interface FaultCount {
  readonly fault: FaultName;
  readonly count: number;
}

/** How often events broke a rule at a place. */
export interface IssueCount extends TrafficIssue {
  readonly count: number;
}

/** What a report is made from. */
export interface ConformanceReportOptions {
  readonly traffic: readonly TrafficEntry[];
  readonly forgotten: number;
  readonly settings: SandboxSettings;
  readonly taxonomies: readonly string[];
  readonly madeAt: Date;
  /** Absent where there was no such server. */
  readonly tls?: TlsCounts;
}

const notice =
  "This is what one stand-in for LFPSE saw of a client. It is not an approval, a test or a certificate of NHS England. " +
  "LFPSE's own behaviour is only partly known: a check that passed here shows how the client behaves, not what LFPSE takes.";

/** Returns the report on the requests that were seen. */
export function conformanceReport(options: ConformanceReportOptions): ConformanceReport {
  const { traffic, forgotten, settings, taxonomies, madeAt } = options;
  return {
    format: "digital-factors-sandbox-report/1",
    notice,
    madeAt: madeAt.toISOString(),
    settings,
    taxonomies,
    checks: [...conformanceChecks.map((check) => resultOf(check, traffic)), tlsResult(options.tls)],
    requests: counted(traffic.map(({ method, path, status }) => ({ method, path, status }))),
    faultsMet: faultNames.flatMap((fault) => {
      const count = traffic.filter((entry) => entry.fault === fault).length;
      return count === 0 ? [] : [{ fault, count }];
    }),
    issues: counted(traffic.flatMap(({ issues }) => issues)),
    forgotten,
  };
}

function resultOf({ id, title, why, look }: ConformanceCheck, traffic: readonly TrafficEntry[]): CheckResult {
  const { met, failedAt } = look(traffic);
  const result = failedAt.length > 0 ? "failed" : met > 0 ? "passed" : "not-exercised";
  return { id, title, result, met, failedAt: failedAt.slice(0, 20), why };
}

/** The one check that is not about requests of the sandbox itself. */
function tlsResult({ refused, accepted }: TlsCounts = { refused: 0, accepted: 0 }): CheckResult {
  const met = refused + accepted;
  return {
    id: "tls-is-checked",
    title: "Nothing is sent to a server whose certificate is not to be trusted",
    result: accepted > 0 ? "failed" : met > 0 ? "passed" : "not-exercised",
    met,
    failedAt: [],
    why: "With checks off, anybody on the way can read key and event. Needs the sandbox's TLS trap as the client's address.",
  };
}

/** Returns each different item once, with how often it is there, in the order they were first seen. */
function counted<Item extends object>(items: readonly Item[]): readonly (Item & { readonly count: number })[] {
  const counts = new Map<string, { readonly item: Item; count: number }>();
  for (const item of items) {
    const key = JSON.stringify(item);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { item, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].map(({ item, count }) => ({ ...item, count }));
}
