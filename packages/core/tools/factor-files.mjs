// Makes the modules of the factor tree from data/factors.json: ids, words, and where each factor stands in other schemes.
import { schemes, successorsOf, termsOfScheme } from "./check-tree.mjs";
import { constant, header } from "./generated-module.mjs";

const everyFactor = ({ factors, retiredFactors }) => [...factors, ...retiredFactors];

function labels(language, tree) {
  const list = (concepts) =>
    Object.fromEntries(
      concepts.map(({ id, label, hint }) => [
        id,
        hint?.[language] ? { label: label[language], hint: hint[language] } : { label: label[language] },
      ]),
    );
  return {
    systemTypes: list(tree.systemTypes),
    groups: list(tree.groups),
    factors: list(everyFactor(tree)),
  };
}

function labelsFile(language, tree) {
  const name = `factorLabels${language === "en" ? "En" : "Cy"}`;
  const title = language === "en" ? "English" : "Welsh (not yet reviewed by a Welsh speaker)";
  return {
    path: `src/generated/factor-labels-${language}.ts`,
    text: constant(
      name,
      labels(language, tree),
      `Labels and hints of the tree in ${title}.`,
      `${name}.systemTypes.prescribing.label;`,
    ),
  };
}

/** Rows under their group, not objects: the form carries this table into every page. */
function rowsByGroup({ groups, factors }) {
  const row = ({ id, audience, lfpse: { primary, alternates, certainty } }) =>
    audience === "reporter" ? [id, primary, alternates, certainty] : [id, primary, alternates, certainty, audience];
  return Object.fromEntries(groups.map(({ id }) => [id, factors.filter(({ group }) => group === id).map(row)]));
}

function idsFile(tree) {
  const ids = (list) => list.map(({ id }) => id);
  return {
    path: "src/generated/factors.ts",
    text: [
      constant(
        "factorsVersion",
        tree.version,
        "Release of the factor tree, for `versions.factors` of a record.",
        `factorsVersion; // "${tree.version}"`,
      ),
      constant("systemTypeIds", ids(tree.systemTypes), "Ids of the system types, in the order shown."),
      constant("factorGroupIds", ids(tree.groups), "Ids of the groups (tiles), in the order shown."),
      constant("factorIds", ids(tree.factors), "Ids of the factors, in the order shown."),
      constant(
        "retiredFactors",
        Object.fromEntries(
          tree.retiredFactors.map(({ id, retired: { since } }) => [
            id,
            { since, successor: successorsOf(tree, id).at(-1) },
          ]),
        ),
        "Ids that are no longer offered: since which release, and which current id took their place in the end.",
      ),
      constant(
        "factorRows",
        rowsByGroup(tree),
        "The factors of each group: id, LFPSE code sent, other codes, certainty, and audience where it is not the reporter.",
      ),
    ].join("\n"),
  };
}

/**
 * A row as its readers see it: the term beside the code. LFPSE's alternates stand in the rows of the factors; the notes are
 * prose, and stand in the FHIR maps and the codebook.
 */
function conceptMapRow(tree, scheme, row) {
  const { grade, primary, set, code = primary, codes } = row;
  const written = ["imdrf", "magrabi", "yorkshire"].includes(scheme) && code !== undefined;
  return {
    grade,
    ...(set === undefined ? {} : { set }),
    ...(code === undefined ? {} : { code }),
    ...(codes === undefined ? {} : { codes }),
    ...(written ? { term: termsOfScheme(tree, scheme, [], set).get(code) } : {}),
  };
}

function conceptMapsFile(tree) {
  const maps = Object.fromEntries(
    tree.factors.map((factor) => [
      factor.id,
      {
        ...Object.fromEntries(schemes.map((scheme) => [scheme, conceptMapRow(tree, scheme, factor[scheme])])),
        involves: factor.involves,
        evidence: factor.evidence,
      },
    ]),
  );
  return {
    path: "src/generated/factor-concept-maps.ts",
    text: [
      constant(
        "imdrfRelease",
        tree.schemes.imdrf.release,
        "Release of the IMDRF terminology the Annex A codes are taken from.",
      ),
      constant(
        "factorSources",
        tree.sources,
        "Published sources behind the factors, by short id.",
        'factorSources["magrabi-2010"];',
      ),
      constant(
        "factorConceptMaps",
        maps,
        "Where each factor stands in other published schemes. `grade` says what their concept is to our factor: `exact`, `broader`, `narrower`, or `none`, and then there is no code. One project's judgement.",
        'factorConceptMaps["calculation-wrong"].imdrf.code; // "A110204"',
      ),
      constant(
        "systemTypeCapabilities",
        Object.fromEntries(tree.systemTypes.map(({ id, nhsCapabilities }) => [id, nhsCapabilities])),
        "NHS Buying Catalogue capabilities of each system type.",
        'systemTypeCapabilities.prescribing[0]?.term; // "Prescribing"',
      ),
    ].join("\n"),
  };
}

/** Returns the modules made from the text of data/factors.json. */
export function factorFiles(text) {
  const tree = JSON.parse(text);
  const head = header("factors.json", tree.version, text);
  const files = [idsFile(tree), conceptMapsFile(tree), labelsFile("en", tree), labelsFile("cy", tree)];
  return files.map((file) => ({ path: file.path, text: head + file.text }));
}
