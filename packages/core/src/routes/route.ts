import type { RuleSourceId } from "../sources/rule-source.ts";

/**
 * Every route a report can take, national service first. A National Patient Safety Alert is an output, not a route.
 *
 * @example
 * routeIds.includes("iric"); // true
 */
export const routeIds = [
  "lfpse",
  "local",
  "yellow-card-device",
  "yellow-card-medicine",
  "iric",
  "niaic",
  "manufacturer",
  "hazard-log",
  "national-service-desk",
  "national-back-office",
  "cyber",
  "nis",
  "ico",
  "sabre-shot",
] as const;

/**
 * Id of a route.
 *
 * @example
 * const route: RouteId = "lfpse";
 */
export type RouteId = (typeof routeIds)[number];

/**
 * One place that a report should, or may, also go to.
 *
 * @example
 * const [first] = reportingRoutes({ nation: "england", part: "none" });
 * first?.route; // "lfpse"
 */
export interface ReportingRoute {
  readonly route: RouteId;
  /** `report`: do it. `consider`: look whether it applies. */
  readonly advice: "report" | "consider";
  /** Rules that led here, each with its source. Never empty. */
  readonly reasons: readonly {
    readonly rule: string;
    readonly source: RuleSourceId;
  }[];
  /** Time limit as the source puts it. Absent where none was found. */
  readonly clock?: string;
  /** Who acts. */
  readonly who:
    | "system"
    | "reporter"
    | "organisation"
    | "clinical-safety-officer"
    | "data-protection-officer"
    | "transfusion-team"
    | "supplier";
}
