import { lfpse5CanonicalBase, lfpse5Codes, lfpse5Profiles } from "../generated/lfpse-5.ts";

/** An element of a profile: name, least and most times, FHIR type, and value set where it is coded. */
export type ProfileElement = readonly [
  name: string,
  min: number,
  max: number,
  type: "code" | "string" | "integer" | "boolean" | "date" | "time",
  valueSet?: string,
];

/** One extension or resource profile of the taxonomy. */
export interface ProfileDefinition {
  readonly id: string;
  readonly kind: "root-profile" | "resource-profile" | "extension";
  readonly name?: string;
  /** Profile that this extension stands on. */
  readonly attachedTo?: string;
  readonly min?: number;
  readonly max?: number;
  readonly elements: readonly ProfileElement[];
}

/**
 * A release of the LFPSE taxonomy as data: what `applyToAdverseEvent` writes and `validateAdverseEvent` checks against.
 *
 * @see docs/lfpse.md: what is seen, inferred and not known
 * @example
 * lfpse5.version; // "5"
 */
export interface LfpseProfile {
  /** Release. `6` only from an official copy, read with `loadTaxonomy`. */
  readonly version: "4" | "5" | "6";
  /** Start of every canonical address. The copy read was of the UAT service; whether production differs is not known. */
  readonly canonicalBase: string;
  readonly definitions: readonly ProfileDefinition[];
  /** Value set id → code → display. A value set that is missing here (organisations) is not checked. */
  readonly codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Event type codes. Those of `outcome` and `risk` are not known: set them once NHS England has told you. */
  readonly eventTypeCodes: Readonly<Partial<Record<"incident" | "outcome" | "risk" | "good-care", string>>>;
}

/** Event type codes seen in one client for v5 and v6; that v4 has the same is inferred. */
export const seenEventTypeCodes: LfpseProfile["eventTypeCodes"] = { incident: "1", "good-care": "4" };

/**
 * LFPSE taxonomy v5, as read from the UAT taxonomy API in January 2023.
 *
 * @example
 * const production: LfpseProfile = { ...lfpse5, canonicalBase: "https://example.org/taxonomy/fhir/" };
 */
export const lfpse5: LfpseProfile = {
  version: "5",
  canonicalBase: lfpse5CanonicalBase,
  definitions: lfpse5Profiles,
  codes: lfpse5Codes,
  eventTypeCodes: seenEventTypeCodes,
};
