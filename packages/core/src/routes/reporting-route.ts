import type { RecordDraft } from "../record/record.ts";
import { deviceAdvice, medicineAdvice } from "../yellow-card/advice.ts";
import { type AssessYellowCardOptions, assessYellowCard } from "../yellow-card/assessment.ts";
import { deviceStatus } from "../yellow-card/device-status.ts";
import type { ReportingRoute, RouteId } from "./route.ts";
import { type RouteFacts, routeRules } from "./route-rules.ts";

/**
 * Returns the routes that follow from a record, national service first. Each says who acts, by when if a source gives a
 * time, and why. A route that a Yellow Card reference already covers is left out. Nothing here blocks the report itself.
 *
 * @param record - A record or a draft; missing answers count as unknown.
 * @param options - What the host asked elsewhere.
 * @see docs/rules.md, "Reporting routes"
 * @example
 * reportingRoutes({ nation: "england", part: "main", circumstances: ["cyber-attack"] }).map(({ route }) => route);
 * // ["lfpse", "local", "manufacturer", "hazard-log", "cyber", "nis", "ico"]
 */
export function reportingRoutes(record: RecordDraft, options: AssessYellowCardOptions = {}): ReportingRoute[] {
  const facts: RouteFacts = {
    record,
    device: deviceStatus(record),
    assessment: assessYellowCard(record, options),
    deviceLevel: deviceAdvice(record, options.criteria).level,
    medicineLevel: medicineAdvice(record, options.criteria).level,
  };
  const byRoute = new Map<RouteId, ReportingRoute>();
  for (const { id, route, advice, applies, source, clock, who } of routeRules) {
    if (!applies(facts)) continue;
    const reason = { rule: id, source };
    const known = byRoute.get(route);
    const limit = known?.clock ?? clock;
    byRoute.set(route, {
      route,
      advice: known?.advice === "report" ? "report" : advice,
      reasons: [...(known?.reasons ?? []), reason],
      ...(limit === undefined ? {} : { clock: limit }),
      who: known?.who ?? who,
    });
  }
  return [...byRoute.values()];
}
