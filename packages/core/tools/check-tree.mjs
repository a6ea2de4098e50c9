// Refuses a data/factors.json from which nothing sound could be made: `checkTree` says what is wrong, and where.

export const grades = ["exact", "broader", "narrower", "none"];
export const schemes = ["lfpse", "imdrf", "magrabi", "sociotechnical", "seips", "yorkshire"];

const maxReporterFactors = 7;
const release = /^\d+\.\d+\.\d+$/;

/** Returns the codes of a factor's row in a scheme, 0 or more. */
export function codesOfRow(scheme, row) {
  if (scheme === "lfpse") return [row.primary];
  if (row.codes !== undefined) return row.codes;
  return row.code === undefined ? [] : [row.code];
}

/** Returns code and term of each concept that a row of the scheme can name, as a Map; `set` is one of Magrabi's. */
export function termsOfScheme(tree, scheme, involvementCodes, set) {
  const concepts = (list) => new Map(list.map(({ id, label }) => [id, label.en]));
  switch (scheme) {
    case "lfpse":
      return new Map(involvementCodes);
    case "sociotechnical":
      return concepts(tree.sociotechnicalDimensions);
    case "seips":
      return concepts(tree.seipsElements);
    case "magrabi":
      return new Map(Object.entries(tree.schemes.magrabi.sets[set]?.terms ?? {}));
    default:
      return new Map(Object.entries(tree.schemes[scheme].terms));
  }
}

function repeated(values) {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function* idFaults(tree) {
  const lists = {
    systemTypes: tree.systemTypes,
    // A group and a factor share one FHIR code system; a retired id is taken for good.
    "groups, factors and retiredFactors": [...tree.groups, ...tree.factors, ...tree.retiredFactors],
    sociotechnicalDimensions: tree.sociotechnicalDimensions,
    seipsElements: tree.seipsElements,
  };
  for (const [name, list] of Object.entries(lists)) {
    const ids = list.map(({ id }) => id);
    for (const id of repeated(ids)) yield `${name}: the id ${id} is there twice; ids are never reused`;
    for (const id of ids) {
      if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) yield `${name}: ${id} is not written in small letters and hyphens`;
    }
  }
}

function* labelFaults(tree) {
  const lists = [
    ...[tree.systemTypes, tree.groups, tree.factors, tree.retiredFactors],
    ...[tree.sociotechnicalDimensions, tree.seipsElements],
  ];
  for (const { id, label, hint } of lists.flat()) {
    for (const [what, words] of Object.entries({ label: label ?? {}, ...(hint === undefined ? {} : { hint }) })) {
      for (const [language, name] of [
        ["en", "English"],
        ["cy", "Welsh"],
      ]) {
        if (!words[language]?.trim()) yield `${id}: the ${name} ${what} is missing`;
      }
    }
  }
}

function* groupFaults({ groups, factors, retiredFactors }) {
  const ids = groups.map(({ id }) => id);
  for (const { id, group, audience } of [...factors, ...retiredFactors]) {
    if (!ids.includes(group)) yield `${id}: there is no group ${group}`;
    if (!["reporter", "specialist"].includes(audience)) yield `${id}: the audience is reporter or specialist`;
  }
  for (const id of ids) {
    const count = factors.filter(({ group, audience }) => group === id && audience === "reporter").length;
    if (count > maxReporterFactors) yield `group ${id}: ${count} reporter factors; the most is ${maxReporterFactors}`;
    if (count === 0) yield `group ${id}: no factor that a reporter is shown`;
  }
}

function* lfpseFaults({ id, lfpse: { primary, alternates, certainty } }, involvementCodes) {
  const known = involvementCodes.map(([code]) => code);
  for (const code of [primary, ...alternates]) {
    if (!known.includes(code)) yield `${id}: LFPSE taxonomy v5 has no involvement code ${code}`;
  }
  for (const code of repeated([primary, ...alternates])) yield `${id}: the LFPSE code ${code} is there twice`;
  if (!["clear", "judgement"].includes(certainty)) yield `${id}: the certainty is clear or judgement`;
}

function* gradeFaults(tree, factor, involvementCodes) {
  for (const scheme of schemes) {
    const row = factor[scheme];
    const at = `${factor.id}, ${scheme}`;
    if (!grades.includes(row?.grade)) {
      yield `${at}: the grade is one of ${grades.join(", ")}`;
      continue;
    }
    const codes = codesOfRow(scheme, row);
    if (row.grade === "none" && codes.length > 0) yield `${at}: a row graded none has no code`;
    if (row.grade !== "none" && codes.length === 0) yield `${at}: a row graded ${row.grade} needs a code`;
    if (row.grade === "narrower" && !row.note) yield `${at}: a narrower row says in note what is left out`;
    const terms = termsOfScheme(tree, scheme, involvementCodes, row.set);
    // LFPSE codes have faults of their own.
    if (scheme === "lfpse") continue;
    for (const code of codes) if (!terms.has(code)) yield `${at}: schemes does not have the code ${code}`;
  }
}

function* exactFaults({ factors }) {
  for (const scheme of schemes) {
    const exact = factors.filter((factor) => factor[scheme]?.grade === "exact");
    const codes = exact.map((factor) => [factor[scheme].set, ...codesOfRow(scheme, factor[scheme])].join(" ").trim());
    for (const code of repeated(codes)) yield `${scheme}: ${code} is exact for two factors, which would be one factor`;
  }
}

/**
 * Returns the ids that follow a retired id, step by step: the last is a current one if the tree is sound. In a circle the
 * last is an id that came before.
 */
export function successorsOf({ retiredFactors }, id) {
  const followers = new Map(retiredFactors.map((each) => [each.id, each.retired?.successor]));
  const path = [id];
  while (followers.has(path.at(-1)) && new Set(path).size === path.length) path.push(followers.get(path.at(-1)));
  return path.slice(1);
}

function* retiredFaults(tree) {
  const current = new Set(tree.factors.map(({ id }) => id));
  for (const { id, retired } of tree.retiredFactors) {
    if (!release.test(retired?.since ?? "")) yield `${id}: retired.since is a release, such as 1.1.0`;
    else if (isLater(retired.since, tree.version)) yield `${id}: retired.since is later than the release of the tree`;
    const path = [id, ...successorsOf(tree, id)];
    const last = path.at(-1);
    if (path.indexOf(last) < path.length - 1) yield `${id}: its successors go round in a circle (${path.join(" → ")})`;
    else if (!current.has(last)) yield `${id}: the successor ${last} does not exist`;
  }
}

function isLater(one, other) {
  const [left, right] = [one, other].map((text) => text.split(".").map(Number));
  const index = left.findIndex((part, place) => part !== right[place]);
  return index !== -1 && left[index] > right[index];
}

function* evidenceFaults({ factors, retiredFactors, sources }) {
  for (const { id, evidence } of [...factors, ...retiredFactors]) {
    if (evidence.length === 0) yield `${id}: no evidence; judgement is a source too`;
    for (const source of evidence) if (!Object.hasOwn(sources, source)) yield `${id}: sources does not have ${source}`;
  }
}

/** What the schemes list and no row names: it would be shipped for nobody. */
function* unusedFaults(tree) {
  const factors = [...tree.factors, ...tree.retiredFactors];
  const lists = [
    ...["imdrf", "yorkshire"].map((scheme) => [scheme, undefined, tree.schemes[scheme].terms]),
    ...Object.entries(tree.schemes.magrabi.sets).map(([set, { terms }]) => ["magrabi", set, terms]),
  ];
  for (const [scheme, set, terms] of lists) {
    const used = factors.filter((factor) => factor[scheme].set === set).flatMap((each) => each[scheme].code ?? []);
    for (const code of Object.keys(terms)) if (!used.includes(code)) yield `schemes.${scheme}: no row names ${code}`;
  }
}

/**
 * Returns what is wrong with the tree, one line each; none if it is sound.
 *
 * @param tree - data/factors.json, parsed.
 * @param involvementCodes - Code and display of LFPSE's `ITSystemsInvolvementFactors`.
 */
export function checkTree(tree, involvementCodes) {
  const factors = [...tree.factors, ...tree.retiredFactors];
  return [
    ...(release.test(tree.version) ? [] : ["version: a release is written as 1.1.0"]),
    ...idFaults(tree),
    ...labelFaults(tree),
    ...groupFaults(tree),
    ...factors.flatMap((factor) => [
      ...lfpseFaults(factor, involvementCodes),
      ...gradeFaults(tree, factor, involvementCodes),
    ]),
    ...exactFaults(tree),
    ...retiredFaults(tree),
    ...evidenceFaults(tree),
    ...unusedFaults(tree),
  ];
}
