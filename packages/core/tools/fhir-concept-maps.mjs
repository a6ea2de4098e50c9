// FHIR R4 ConceptMaps from our factors to other published schemes, one for each scheme.
import { codesOfRow, schemes, termsOfScheme } from "./check-tree.mjs";
import { about } from "./fhir-code-systems.mjs";

/** R4 says by `equivalence` what the target is to the source, as our grades do. */
export const equivalenceOfGrade = { exact: "equivalent", broader: "wider", narrower: "narrower", none: "unmatched" };

const arguable = "Can be argued for. Not sent unless someone chooses it.";

function targetsOf(scheme, row, terms) {
  const equivalence = equivalenceOfGrade[row.grade];
  const target = (code, as) => ({ code, display: terms.get(code), ...as });
  const comment = row.note === undefined ? {} : { comment: row.note };
  if (row.grade === "none") return [{ equivalence }];
  return [
    ...codesOfRow(scheme, row).map((code) => target(code, { equivalence, ...comment })),
    ...(row.alternates ?? []).map((code) => target(code, { equivalence: "inexact", comment: arguable })),
  ];
}

/** One group of a map for each code system it leads to. A factor without a match stands in the first. */
function groupOf(tree, canonical, scheme, { set, target, targetVersion, isFirst }, involvementCodes) {
  const terms = termsOfScheme(tree, scheme, involvementCodes, set);
  const isHere = (row) => row.set === set || (isFirst && row.grade === "none");
  return {
    source: canonical("factor"),
    sourceVersion: tree.version,
    target,
    ...(targetVersion === undefined ? {} : { targetVersion }),
    element: tree.factors
      .filter((factor) => isHere(factor[scheme]))
      .map((factor) => ({
        code: factor.id,
        display: factor.label.en,
        target: targetsOf(scheme, factor[scheme], terms),
      })),
  };
}

/**
 * Where a map leads. Only LFPSE's code system has an address that was seen; the owners of the other schemes publish none
 * that we know, so that these carry one of ours.
 */
function targetsOfScheme(tree, canonical, scheme, lfpseBase) {
  const { codeSystem, release, sets } = tree.schemes[scheme];
  if (scheme === "lfpse") return [{ target: `${lfpseBase}CodeSystem/${codeSystem}`, isFirst: true }];
  if (scheme === "imdrf") {
    return [{ target: canonical("scheme:imdrf-annex-a"), targetVersion: release, isFirst: true }];
  }
  if (sets === undefined) return [{ target: canonical(`scheme:${scheme}`), isFirst: true }];
  return Object.keys(sets).map((set, index) => ({ set, target: canonical(`scheme:${set}`), isFirst: index === 0 }));
}

function conceptMap(tree, canonical, scheme, { involvementCodes, lfpseBase }) {
  const { name, title, release, source, sets = {} } = tree.schemes[scheme];
  const sources = [source, ...Object.values(sets).map((set) => set.source)].filter(Boolean);
  const id = `factor-to-${scheme}`;
  const releaseText = release === undefined ? "" : `, release ${release}`;
  return {
    resourceType: "ConceptMap",
    language: "en",
    ...about(
      tree,
      id,
      canonical(`concept-map:${id}`),
      `Digital factors to ${name}`,
      `Where each factor stands in: ${title}${releaseText}.${sources.length > 0 ? ` Source: ${sources.join("; ")}.` : ""} The equivalence is one project's judgement from the terms and is not confirmed by the owner of the scheme.`,
    ),
    sourceUri: canonical("value-set:factors"),
    group: targetsOfScheme(tree, canonical, scheme, lfpseBase).map((target) =>
      groupOf(tree, canonical, scheme, target, involvementCodes),
    ),
  };
}

/** Returns the ConceptMaps. */
export function conceptMaps(tree, canonical, lfpse) {
  return schemes.map((scheme) => conceptMap(tree, canonical, scheme, lfpse));
}
