/**
 * Where a person sends a report, by the body that takes it: public pages, read in November 2026. None of them is known to
 * take what is in its address, so nothing is ever put there.
 *
 * @see docs/rule-sources.md
 * @example
 * reportAddresses["yellow-card"]; // "https://yellowcard.mhra.gov.uk/"
 */
export const reportAddresses = {
  "yellow-card": "https://yellowcard.mhra.gov.uk/",
  iric: "https://www.nss.nhs.scot/health-facilities/incidents-and-alerts/report-an-incident/",
  niaic: "https://www.health-ni.gov.uk/articles/introduction-northern-ireland-adverse-incidents-centre-niaic",
} as const;

/**
 * A body that takes Yellow Cards, or reports on devices in place of one.
 *
 * @example
 * const body: ReportBody = "iric";
 */
export type ReportBody = keyof typeof reportAddresses;
