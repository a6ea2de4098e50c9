import type { SettingName } from "../settings/settings.ts";

/**
 * Something the sandbox does as LFPSE does or may do, and how sure that is.
 *
 * @example
 * const assumed: readonly Behaviour[] = behaviours.filter(({ mark }) => mark === "assumed");
 */
export interface Behaviour {
  /** What the sandbox does. */
  readonly what: string;
  /** `seen`: read in public code that calls LFPSE, or in a vendor's documentation. `assumed`: our choice. */
  readonly mark: "seen" | "seen in part" | "assumed";
  /** Where it was seen, or why nothing better is known. */
  readonly source: string;
  /** Switch that changes it. */
  readonly setting?: SettingName;
}

const taxonomyReader = "a public taxonomy reader (cuperman007/lfpse-taxonomy)";
const vendorCode = "one vendor's public client";
const vendorDocs = "a vendor's documentation (MEG)";
const analysts = "the analysts of NHS England (patient-safety-data-request-template)";

/**
 * Every behaviour of the sandbox, each marked as seen or assumed, with its source. What a client does is a sign of what the
 * server does, not a proof.
 *
 * @see docs/lfpse.md
 * @example
 * behaviours.filter(({ mark }) => mark === "assumed").length;
 */
export const behaviours: readonly Behaviour[] = [
  {
    what: "paths `/adverse-event/fhir/AdverseEvent`, `/adverse-event/fhir/metadata`, `/taxonomy/fhir/…`",
    mark: "seen",
    source: `${taxonomyReader}; ${vendorDocs}; ${vendorCode}`,
  },
  {
    what: "`Ocp-Apim-Subscription-Key` on every call, else 401",
    mark: "seen",
    source: `${taxonomyReader}; ${vendorCode}; whether production asks for more is not known`,
  },
  {
    what: '401 body `{ "statusCode", "message" }`',
    mark: "assumed",
    source: "the gateway is Azure API Management; its default shape, in words of our own",
  },
  {
    what: "`metadata`: one AdverseEvent entry for each taxonomy release, with `profile.reference`; v4 and v5 together",
    mark: "seen",
    source: `${taxonomyReader}, January 2023`,
  },
  {
    what: "an event is checked against the release that its `meta.profile` names; another profile is 400",
    mark: "assumed",
    source: "both releases were listed together; what LFPSE answers to a profile it does not know was not seen",
  },
  {
    what: "v6 only with a taxonomy that the user loads",
    mark: "assumed",
    source: "the v6 profile is not public",
  },
  {
    what: "taxonomy resources: slices, bindings and references as FHIR STU3 writes them",
    mark: "assumed",
    source: "names, cardinalities, types and codes are a public copy's; how LFPSE lays the resources out was not seen",
  },
  {
    what: "`ValueSet`, `CodeSystem`, `StructureDefinition` hold names, codes and terms, without the organisation list",
    mark: "seen in part",
    source: "built from the data in core, a public copy without definitions",
  },
  { what: "no read or search of an event", mark: "seen", source: `${vendorDocs}: write-only` },
  { what: "404, gateway style, for a read", mark: "assumed", source: "the status LFPSE gives is not known" },
  {
    what: "`application/json` is taken",
    mark: "seen",
    source: vendorCode,
  },
  {
    what: "`application/fhir+json` is taken too, anything else is 415",
    mark: "assumed",
    source: "FHIR's own type; not known",
  },
  { what: "answers are `application/fhir+json`", mark: "assumed", source: "not known; a client should take any JSON" },
  { what: "create answers 201", mark: "assumed", source: `${vendorCode} tests for 201 to 298` },
  {
    what: "create answers the stored event with `id`, `meta.versionId` and the reference number in the last extension",
    mark: "seen",
    source: `${vendorCode} reads them there`,
  },
  {
    what: "`DataSharingOptOut` false is added to reference-metadata",
    mark: "assumed",
    source: "its profile needs the element; what LFPSE adds is not known",
  },
  { what: "`id` is a UUID, `versionId` counts from 1", mark: "assumed", source: "formats are not known" },
  {
    what: "reference number `SANDBOX-000001`",
    mark: "assumed",
    source: "its format is not known, so ours is plainly artificial",
  },
  {
    what: "update is PUT of the whole event; same id and number, new version",
    mark: "seen",
    source: `${vendorCode}; ${analysts} keep every revision`,
  },
  {
    what: "PUT without `id` in the body is taken; another id in the body is 400",
    mark: "seen in part",
    source: `${vendorCode} sends none; that another is refused is FHIR's rule`,
    setting: "idInPutBody",
  },
  { what: "delete answers 200 without a body", mark: "seen", source: vendorCode },
  { what: "an unknown id is 404", mark: "assumed", source: "FHIR's rule; LFPSE's is not known" },
  {
    what: "a deleted id is 410",
    mark: "assumed",
    source: "FHIR's rule; LFPSE's is not known",
    setting: "afterDelete",
  },
  {
    what: "an invalid event is 400 with an `OperationOutcome`",
    mark: "seen in part",
    source: `${vendorCode} reads an \`OperationOutcome\`; the status and the codes are not known`,
    setting: "invalidStatus",
  },
  {
    what: "what makes an event invalid: the published profile",
    mark: "seen in part",
    source: "the profiles of v4 and v5; the national conditional rules are not public, a known one broken is a warning",
  },
  {
    what: "agent 9 without ITSystemsInvolvementFactors is taken",
    mark: "assumed",
    source: "the profile says 0..10; whether it is mandatory once 9 is named is not known",
    setting: "itFactors",
  },
  {
    what: "code 6 (Other) without ProblemDescriptionSystemsSoftware is taken",
    mark: "assumed",
    source: "the profile says 0..1; whether words are mandatory for Other is not known",
    setting: "itTextForOther",
  },
  {
    what: "any event type code is taken",
    mark: "assumed",
    source: "the codes of outcome and risk are not known",
  },
  {
    what: "a body over 1 MiB is 413, JSON nested deeper than 64 levels is 400",
    mark: "assumed",
    source: "LFPSE's limits are not known",
  },
  {
    what: "the same event twice is two events",
    mark: "assumed",
    source: "whether LFPSE finds duplicates is not known; counting both lets a double show",
    setting: "duplicateCreate",
  },
  {
    what: "`OperationOutcome` at 2xx, on demand",
    mark: "seen",
    source: `${vendorCode} handles it; when it comes and whether the event is then stored is not known`,
  },
  {
    what: "429 with `Retry-After`, on demand",
    mark: "assumed",
    source: "the gateway's usual behaviour; LFPSE's limits are not known",
  },
];
