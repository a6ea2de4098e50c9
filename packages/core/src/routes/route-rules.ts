import type { RecordDraft } from "../record/record.ts";
import { isSuspectedPart } from "../record/suspected-parts.ts";
import type { RuleSourceId } from "../sources/rule-source.ts";
import type { YellowCardAssessment } from "../yellow-card/assessment.ts";
import type { DeviceStatus } from "../yellow-card/device-status.ts";
import type { ReportingRoute, RouteClock, RouteId, RouteRuleId } from "./route.ts";

/** What the rules look at: the record and what follows from it. */
export interface RouteFacts {
  readonly record: RecordDraft;
  readonly device: DeviceStatus;
  readonly assessment: YellowCardAssessment;
  readonly deviceLevel: "prompt" | "suggest" | "none";
  readonly medicineLevel: "prompt" | "suggest" | "none";
}

/** One rule: when it applies, where it sends the report, and the source that says so. */
export interface RouteRule {
  readonly id: RouteRuleId;
  readonly route: RouteId;
  readonly advice: ReportingRoute["advice"];
  readonly applies: (facts: RouteFacts) => boolean;
  readonly source: RuleSourceId;
  readonly who: ReportingRoute["who"];
  readonly clock?: RouteClock;
}

const inEngland = ({ record }: RouteFacts) => (record.nation ?? "england") === "england";
const isDigital = ({ record }: RouteFacts) => isSuspectedPart(record.part);
const has = ({ record }: RouteFacts, circumstance: NonNullable<RecordDraft["circumstances"]>[number]) =>
  record.circumstances?.includes(circumstance) ?? false;
const hasFactor = ({ record }: RouteFacts, ...ids: readonly string[]) =>
  record.factors?.some((id) => ids.includes(id)) ?? false;
const hasType = ({ record }: RouteFacts, ...types: readonly string[]) =>
  record.systems?.some(({ type }) => types.includes(type)) ?? false;
const isCyber = (facts: RouteFacts) => has(facts, "cyber-attack") || hasFactor(facts, "cyber-attack");
const isWideOutage = (facts: RouteFacts) => has(facts, "outage") && facts.record.othersAffected !== "no";
const toBody = (facts: RouteFacts, action: "route-iric" | "route-niaic", level: "prompt" | "suggest") =>
  facts.assessment.device.action === action && facts.deviceLevel === level;

/** The rules, in the order of the routes; several may lead to one route. Sources in full: docs/rules.md. */
export const routeRules: readonly RouteRule[] = [
  {
    id: "every-event-lfpse",
    route: "lfpse",
    advice: "report",
    applies: inEngland,
    source: "strategy",
    who: "system",
  },
  {
    id: "every-event-local",
    route: "local",
    advice: "report",
    applies: () => true,
    source: "strategy",
    who: "reporter",
  },
  {
    id: "device-yellow-card",
    route: "yellow-card-device",
    advice: "report",
    applies: ({ assessment }) => assessment.device.action === "prompt",
    source: "mhra-yellow-card-devices",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "device-yellow-card-may-apply",
    route: "yellow-card-device",
    advice: "consider",
    applies: ({ assessment }) => assessment.device.action === "suggest",
    source: "mhra-yellow-card-devices",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "medicine-yellow-card",
    route: "yellow-card-medicine",
    advice: "report",
    applies: ({ assessment }) => assessment.medicine.action === "prompt",
    source: "mhra-yellow-card-professionals",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "medicine-yellow-card-may-apply",
    route: "yellow-card-medicine",
    advice: "consider",
    applies: ({ assessment }) => assessment.medicine.action === "suggest",
    source: "mhra-yellow-card-professionals",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "scotland-device",
    route: "iric",
    advice: "report",
    applies: (facts) => toBody(facts, "route-iric", "prompt"),
    source: "nss-iric",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "scotland-device-may-apply",
    route: "iric",
    advice: "consider",
    applies: (facts) => toBody(facts, "route-iric", "suggest"),
    source: "nss-iric",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "northern-ireland-device",
    route: "niaic",
    advice: "report",
    applies: (facts) => toBody(facts, "route-niaic", "prompt"),
    source: "doh-niaic",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "northern-ireland-device-may-apply",
    route: "niaic",
    advice: "consider",
    applies: (facts) => toBody(facts, "route-niaic", "suggest"),
    source: "doh-niaic",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "supplier-vigilance",
    route: "manufacturer",
    advice: "report",
    applies: (facts) => facts.record.reporter === "supplier" && facts.device !== "no" && isDigital(facts),
    source: "gb-vigilance",
    clock: "2, 10 or 15 days from awareness, by seriousness",
    who: "supplier",
  },
  {
    id: "tell-the-supplier",
    route: "manufacturer",
    advice: "report",
    applies: isDigital,
    source: "nhs-ai-regulations-service",
    clock: "as soon as possible",
    who: "organisation",
  },
  {
    id: "hazard-log",
    route: "hazard-log",
    advice: "report",
    applies: (facts) => isDigital(facts) && inEngland(facts),
    source: "dcb0129-dcb0160",
    who: "clinical-safety-officer",
  },
  {
    id: "hazard-log-elsewhere",
    route: "hazard-log",
    advice: "consider",
    applies: (facts) => isDigital(facts) && !inEngland(facts),
    source: "dcb0129-dcb0160",
    who: "clinical-safety-officer",
  },
  {
    id: "national-service",
    route: "national-service-desk",
    advice: "report",
    applies: (facts) =>
      inEngland(facts) && isDigital(facts) && (has(facts, "national-service") || hasType(facts, "national-service")),
    source: "national-service-desk",
    who: "organisation",
  },
  {
    id: "demographics-mix-up",
    route: "national-back-office",
    advice: "report",
    applies: (facts) => inEngland(facts) && has(facts, "demographics-mix-up"),
    source: "national-back-office",
    who: "organisation",
  },
  {
    id: "records-mixed-up",
    route: "national-back-office",
    advice: "consider",
    applies: (facts) => inEngland(facts) && hasFactor(facts, "records-mixed-up"),
    source: "national-back-office",
    who: "organisation",
  },
  {
    id: "cyber-attack",
    route: "cyber",
    advice: "report",
    applies: (facts) => isCyber(facts) && inEngland(facts),
    source: "dspt-incidents",
    clock: "at once",
    who: "organisation",
  },
  {
    id: "cyber-attack-elsewhere",
    route: "cyber",
    advice: "consider",
    applies: (facts) => isCyber(facts) && !inEngland(facts),
    source: "dspt-incidents",
    clock: "at once",
    who: "organisation",
  },
  {
    id: "essential-service-disrupted",
    route: "nis",
    advice: "consider",
    applies: (facts) => inEngland(facts) && (isCyber(facts) || isWideOutage(facts)),
    source: "nis-health-england",
    clock: "72 hours",
    who: "organisation",
  },
  {
    id: "personal-data",
    route: "ico",
    advice: "report",
    applies: (facts) => has(facts, "personal-data") || hasFactor(facts, "seen-by-wrong-person"),
    source: "ico-breach",
    clock: "72 hours from awareness",
    who: "data-protection-officer",
  },
  {
    id: "personal-data-may-be-affected",
    route: "ico",
    advice: "consider",
    applies: (facts) => isCyber(facts) || hasFactor(facts, "data-lost", "records-mixed-up", "message-wrong-place"),
    source: "ico-breach",
    clock: "72 hours from awareness",
    who: "data-protection-officer",
  },
  {
    id: "blood-component",
    route: "sabre-shot",
    advice: "report",
    applies: (facts) => has(facts, "blood-component"),
    source: "blood-safety-2005",
    who: "transfusion-team",
  },
  {
    id: "blood-laboratory",
    route: "sabre-shot",
    advice: "consider",
    applies: (facts) => facts.record.systems?.some(({ functions }) => functions?.includes("blood-laboratory")) ?? false,
    source: "blood-safety-2005",
    who: "transfusion-team",
  },
];
