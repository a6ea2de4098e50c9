/**
 * Where the rules come from: title, and address where one was read. Public pages, read in November 2026; they change.
 *
 * @see docs/rules.md: which rule rests on which source
 * @example
 * ruleSources["mhra-yellow-card-devices"].title; // "MHRA, Yellow Card site: medical devices"
 */
export const ruleSources = {
  strategy: { title: "NHS Digital Clinical Safety Strategy, 2021" },
  "lfpse-5": { title: "LFPSE taxonomy v5, public copy of January 2023" },
  "uk-mdr-2002": {
    title: "UK Medical Devices Regulations 2002, intended purpose; MHRA guidance on stand-alone software",
  },
  "gb-post-market-surveillance": {
    title: "GB medical devices, post-market surveillance guidance: made in-house devices are outside it",
  },
  "gb-vigilance": { title: "GB medical devices, vigilance: manufacturers report to the MHRA (MORE portal)" },
  "mhra-yellow-card-devices": {
    title: "MHRA, Yellow Card site: medical devices",
    address: "https://yellowcard.mhra.gov.uk/medical-devices",
  },
  "mhra-yellow-card-professionals": {
    title: "MHRA, Yellow Card scheme: guidance for healthcare professionals",
    address: "https://www.gov.uk/guidance/the-yellow-card-scheme-guidance-for-healthcare-professionals",
  },
  "mhra-medication-error": {
    title: "MHRA, Drug Safety Update: suspect an adverse reaction, Yellow Card it",
    address: "https://www.gov.uk/drug-safety-update/suspect-an-adverse-reaction-yellow-card-it",
  },
  "mhra-adverse-incidents": { title: "MHRA, older guidance on adverse incidents: mere non-availability is not one" },
  "nhs-ai-regulations-service": {
    title: "NHS AI and Digital Regulations Service: reporting safety issues about medical devices to the MHRA",
    address: "https://www.digitalregulations.innovation.nhs.uk/",
  },
  "nss-iric": {
    title: "NHS National Services Scotland: Incident Reporting and Investigation Centre",
    address: "https://www.nss.nhs.scot/",
  },
  "doh-niaic": {
    title: "Department of Health Northern Ireland: Northern Ireland Adverse Incident Centre",
    address: "https://www.health-ni.gov.uk/",
  },
  "dcb0129-dcb0160": { title: "DCB0129 and DCB0160: clinical risk management, safety incident management log" },
  "national-service-desk": { title: "NHS England: National Service Desk; NHS App clinical safety page" },
  "national-back-office": {
    title: "Primary Care Support England and NHS National Back Office",
    address: "https://pcse.england.nhs.uk/",
  },
  "dspt-incidents": { title: "Data Security and Protection Toolkit: guide to incident reporting" },
  "nis-health-england": { title: "NIS Regulations: guide for the health sector in England, 27 September 2023" },
  "ico-breach": {
    title: "UK GDPR, personal data breaches; Information Commissioner's Office",
    address: "https://ico.org.uk/",
  },
  "blood-safety-2005": { title: "Blood Safety and Quality Regulations 2005; SABRE and SHOT" },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly address?: string }>>;

/**
 * Id of a source in {@link ruleSources}.
 *
 * @example
 * const source: RuleSourceId = "strategy";
 */
export type RuleSourceId = keyof typeof ruleSources;
