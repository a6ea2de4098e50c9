import {
  type ConceptLabel,
  type FactorLabels,
  factorGroupIds,
  factorLabelsEn,
  factors,
  factorsVersion,
  type LfpseProfile,
  lfpse5,
  systemTypes,
} from "@digital-factors/core";
import { factorLabelsCy } from "@digital-factors/core/factor-labels/cy";
import { lfpse4 } from "@digital-factors/core/taxonomies";

/** Words of one concept in each language. */
interface Labels {
  readonly en: ConceptLabel;
  readonly cy: ConceptLabel;
}

/** Returns the releases of LFPSE's taxonomy that the relay knows; the one it sends with the addresses of its settings. */
export function lfpseReleases(sent: LfpseProfile): readonly LfpseProfile[] {
  return [...[lfpse4, lfpse5].filter(({ version }) => version !== sent.version), sent].sort((one, other) =>
    one.version.localeCompare(other.version),
  );
}

/** Returns which releases there are and where. */
export function taxonomyIndex(releases: readonly LfpseProfile[], sent: LfpseProfile) {
  return {
    factors: { version: factorsVersion, languages: ["en", "cy"], href: "/v1/taxonomy/factors" },
    lfpse: releases.map(({ version, canonicalBase }) => ({
      version,
      canonicalBase,
      isSent: version === sent.version,
      href: `/v1/taxonomy/lfpse/${version}`,
    })),
  };
}

/** Returns the factor tree: kinds of system, groups with their factors, and the words of each. */
export function factorTree() {
  return {
    version: factorsVersion,
    languages: ["en", "cy"],
    systemTypes: systemTypes.map((id) => ({ id, labels: labelsOf("systemTypes", id) })),
    groups: factorGroupIds.map((id) => ({
      id,
      labels: labelsOf("groups", id),
      factors: factors
        .filter(({ group }) => group === id)
        .map(({ id: factor, audience, lfpse }) => ({
          id: factor,
          audience,
          lfpse,
          labels: labelsOf("factors", factor),
        })),
    })),
  };
}

/** Returns the code lists of a release, by their ids. */
export function lfpseIndex({ version, canonicalBase, codes }: LfpseProfile) {
  const href = `/v1/taxonomy/lfpse/${version}`;
  return {
    version,
    canonicalBase,
    codeLists: Object.entries(codes).map(([id, concepts]) => ({
      id,
      concepts: Object.keys(concepts).length,
      codeSystem: `${href}/code-systems/${id}`,
      valueSet: `${href}/value-sets/${id}`,
    })),
  };
}

/**
 * Returns a code list as a FHIR STU3 `CodeSystem`, or `undefined` if the release has none of this id.
 *
 * @see docs/lfpse.md: that each value set has a code system of the same id is inferred
 */
export function codeSystem({ version, canonicalBase, codes }: LfpseProfile, id: string) {
  if (!Object.hasOwn(codes, id)) return undefined;
  return {
    resourceType: "CodeSystem",
    id,
    url: `${canonicalBase}CodeSystem/${id}`,
    version,
    status: "unknown",
    content: "complete",
    concept: Object.entries(codes[id] ?? {}).map(([code, display]) => ({ code, display })),
  };
}

/** Returns a code list as a FHIR STU3 `ValueSet`, or `undefined` if the release has none of this id. */
export function valueSet({ version, canonicalBase, codes }: LfpseProfile, id: string) {
  if (!Object.hasOwn(codes, id)) return undefined;
  return {
    resourceType: "ValueSet",
    id,
    url: `${canonicalBase}ValueSet/${id}`,
    version,
    status: "unknown",
    compose: { include: [{ system: `${canonicalBase}CodeSystem/${id}` }] },
  };
}

function labelsOf<List extends keyof FactorLabels>(list: List, id: keyof FactorLabels[List]): Labels {
  const welsh: FactorLabels = factorLabelsCy;
  const english: FactorLabels = factorLabelsEn;
  return { en: english[list][id] as ConceptLabel, cy: welsh[list][id] as ConceptLabel };
}
