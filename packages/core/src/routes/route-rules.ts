import type { RecordDraft } from "../record/record.ts";
import type { YellowCardAssessment } from "../yellow-card/assessment.ts";
import type { DeviceStatus } from "../yellow-card/device-status.ts";
import type { ReportingRoute } from "./reporting-route.ts";

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
  readonly id: string;
  readonly route: RouteId;
  readonly advice: ReportingRoute["advice"];
  readonly applies: (facts: RouteFacts) => boolean;
  readonly source: string;
  readonly who: ReportingRoute["who"];
  readonly clock?: string;
}

const inEngland = ({ record }: RouteFacts) => (record.nation ?? "england") === "england";
const isDigital = ({ record }: RouteFacts) => ["main", "contributed", "possible"].includes(record.part ?? "");
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
    source: "Digital Clinical Safety Strategy; LFPSE records any patient safety event in England",
    who: "system",
  },
  {
    id: "every-event-local",
    route: "local",
    advice: "report",
    applies: () => true,
    source: "NHS National Services Scotland, IRIC pages; Digital Clinical Safety Strategy",
    who: "reporter",
  },
  {
    id: "device-yellow-card",
    route: "yellow-card-device",
    advice: "report",
    applies: ({ assessment }) => assessment.device.action === "prompt",
    source: "MHRA, Yellow Card site, medical devices",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "device-yellow-card-may-apply",
    route: "yellow-card-device",
    advice: "consider",
    applies: ({ assessment }) => assessment.device.action === "suggest",
    source: "MHRA, Yellow Card site, medical devices",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "medicine-yellow-card",
    route: "yellow-card-medicine",
    advice: "report",
    applies: ({ assessment }) => assessment.medicine.action === "prompt",
    source: "MHRA, Yellow Card guidance for healthcare professionals",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "medicine-yellow-card-may-apply",
    route: "yellow-card-medicine",
    advice: "consider",
    applies: ({ assessment }) => assessment.medicine.action === "suggest",
    source: "MHRA, Yellow Card guidance for healthcare professionals",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "scotland-device",
    route: "iric",
    advice: "report",
    applies: (facts) => toBody(facts, "route-iric", "prompt"),
    source: "NHS National Services Scotland, IRIC",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "scotland-device-may-apply",
    route: "iric",
    advice: "consider",
    applies: (facts) => toBody(facts, "route-iric", "suggest"),
    source: "NHS National Services Scotland, IRIC",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "northern-ireland-device",
    route: "niaic",
    advice: "report",
    applies: (facts) => toBody(facts, "route-niaic", "prompt"),
    source: "Department of Health Northern Ireland, NIAIC",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "northern-ireland-device-may-apply",
    route: "niaic",
    advice: "consider",
    applies: (facts) => toBody(facts, "route-niaic", "suggest"),
    source: "Department of Health Northern Ireland, NIAIC",
    clock: "as soon as possible",
    who: "reporter",
  },
  {
    id: "supplier-vigilance",
    route: "manufacturer",
    advice: "report",
    applies: (facts) => facts.record.reporter === "supplier" && facts.device !== "no" && isDigital(facts),
    source: "GB medical device vigilance: manufacturers report to the MHRA (MORE portal)",
    clock: "2, 10 or 15 days from awareness, by seriousness",
    who: "supplier",
  },
  {
    id: "tell-the-supplier",
    route: "manufacturer",
    advice: "report",
    applies: isDigital,
    source: "NHS AI and Digital Regulations Service: also tell the developer",
    clock: "as soon as possible",
    who: "organisation",
  },
  {
    id: "hazard-log",
    route: "hazard-log",
    advice: "report",
    applies: (facts) => isDigital(facts) && inEngland(facts),
    source: "DCB0160 and DCB0129: safety incident management log",
    who: "clinical-safety-officer",
  },
  {
    id: "hazard-log-elsewhere",
    route: "hazard-log",
    advice: "consider",
    applies: (facts) => isDigital(facts) && !inEngland(facts),
    source: "DCB0160 and DCB0129 are standards for England; elsewhere good practice",
    who: "clinical-safety-officer",
  },
  {
    id: "national-service",
    route: "national-service-desk",
    advice: "report",
    applies: (facts) =>
      inEngland(facts) && isDigital(facts) && (has(facts, "national-service") || hasType(facts, "national-service")),
    source: "NHS England, National Service Desk and NHS App clinical safety pages",
    who: "organisation",
  },
  {
    id: "demographics-mix-up",
    route: "national-back-office",
    advice: "report",
    applies: (facts) => inEngland(facts) && has(facts, "demographics-mix-up"),
    source: "Primary Care Support England and National Back Office pages",
    who: "organisation",
  },
  {
    id: "records-mixed-up",
    route: "national-back-office",
    advice: "consider",
    applies: (facts) => inEngland(facts) && hasFactor(facts, "records-mixed-up"),
    source: "Primary Care Support England and National Back Office pages",
    who: "organisation",
  },
  {
    id: "cyber-attack",
    route: "cyber",
    advice: "report",
    applies: isCyber,
    source: "NHS Digital, Data Security and Protection Toolkit, incident reporting guide",
    clock: "at once",
    who: "organisation",
  },
  {
    id: "essential-service-disrupted",
    route: "nis",
    advice: "consider",
    applies: (facts) => inEngland(facts) && (isCyber(facts) || isWideOutage(facts)),
    source: "NIS Regulations: guide for the health sector in England, 27 September 2023",
    clock: "72 hours",
    who: "organisation",
  },
  {
    id: "personal-data",
    route: "ico",
    advice: "report",
    applies: (facts) => has(facts, "personal-data") || hasFactor(facts, "seen-by-wrong-person"),
    source: "UK GDPR, personal data breach; ICO",
    clock: "72 hours from awareness",
    who: "data-protection-officer",
  },
  {
    id: "personal-data-may-be-affected",
    route: "ico",
    advice: "consider",
    applies: (facts) => isCyber(facts) || hasFactor(facts, "data-lost", "records-mixed-up", "message-wrong-place"),
    source: "UK GDPR: a breach of integrity or availability counts too; ICO",
    clock: "72 hours from awareness",
    who: "data-protection-officer",
  },
  {
    id: "blood-component",
    route: "sabre-shot",
    advice: "report",
    applies: (facts) => has(facts, "blood-component"),
    source: "Blood Safety and Quality Regulations 2005; MHRA SABRE and SHOT",
    who: "transfusion-team",
  },
  {
    id: "blood-laboratory",
    route: "sabre-shot",
    advice: "consider",
    applies: (facts) => facts.record.systems?.some(({ functions }) => functions?.includes("blood-laboratory")) ?? false,
    source: "Blood Safety and Quality Regulations 2005; MHRA SABRE and SHOT",
    who: "transfusion-team",
  },
];
