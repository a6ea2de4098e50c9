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
 * Every rule that leads to a route, in the order of the routes. Several may lead to one.
 *
 * @see docs/rule-sources.md: which rule rests on which source
 * @example
 * routeRuleIds.includes("every-event-lfpse"); // true
 */
export const routeRuleIds = [
  "every-event-lfpse",
  "every-event-local",
  "device-yellow-card",
  "device-yellow-card-may-apply",
  "medicine-yellow-card",
  "medicine-yellow-card-may-apply",
  "scotland-device",
  "scotland-device-may-apply",
  "northern-ireland-device",
  "northern-ireland-device-may-apply",
  "supplier-vigilance",
  "tell-the-supplier",
  "hazard-log",
  "hazard-log-elsewhere",
  "national-service",
  "demographics-mix-up",
  "records-mixed-up",
  "cyber-attack",
  "cyber-attack-elsewhere",
  "essential-service-disrupted",
  "personal-data",
  "personal-data-may-be-affected",
  "blood-component",
  "blood-laboratory",
] as const;

/**
 * Id of a rule that leads to a route.
 *
 * @example
 * const rule: RouteRuleId = "every-event-lfpse";
 */
export type RouteRuleId = (typeof routeRuleIds)[number];

/**
 * Time limits, as the sources put them.
 *
 * @example
 * routeClocks.includes("72 hours"); // true
 */
export const routeClocks = [
  "as soon as possible",
  "2, 10 or 15 days from awareness, by seriousness",
  "at once",
  "72 hours",
  "72 hours from awareness",
] as const;

/**
 * Time limit of a route.
 *
 * @example
 * const clock: RouteClock = "at once";
 */
export type RouteClock = (typeof routeClocks)[number];

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
    readonly rule: RouteRuleId;
    readonly source: RuleSourceId;
  }[];
  /** Time limit as the source puts it. Absent where none was found. */
  readonly clock?: RouteClock;
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
