// FHIR R4 CodeSystems of the factor tree: factors under their groups, groups, system types.

const conceptProperty = (code) => `http://hl7.org/fhir/concept-properties#${code}`;

/** What every resource says of itself. `draft` and `experimental`: no reporter has tested the tree yet. */
export function about(tree, id, url, title, description) {
  const name = title.replaceAll(/[^A-Za-z ]/g, "").replaceAll(/(^| +)(\w)/g, (_, __, letter) => letter.toUpperCase());
  return {
    id,
    url,
    version: tree.version,
    name,
    title,
    status: "draft",
    experimental: true,
    publisher: "Digital Factors",
    description: `${description} Release ${tree.version} of the factor tree. Not yet tested with reporters; the Welsh has not been reviewed by a Welsh speaker.`,
  };
}

/** The Welsh label, and the Welsh hint marked as one; the English hint is the definition. */
function words({ id, label, hint }, canonical) {
  const welsh = { language: "cy", value: label.cy };
  const use = { system: canonical("designation-use"), code: "hint", display: "Hint" };
  return {
    code: id,
    display: label.en,
    ...(hint === undefined ? {} : { definition: hint.en }),
    designation: hint === undefined ? [welsh] : [welsh, { language: "cy", use, value: hint.cy }],
  };
}

function factorConcept({ retired, ...factor }, canonical) {
  return {
    ...words(factor, canonical),
    property: [
      { code: "audience", valueCode: factor.audience },
      { code: "certainty", valueCode: factor.lfpse.certainty },
      { code: "status", valueCode: retired === undefined ? "active" : "retired" },
      ...(retired === undefined
        ? []
        : [
            { code: "retiredSince", valueString: retired.since },
            { code: "successor", valueCode: retired.successor },
          ]),
    ],
  };
}

function factorProperties(canonical) {
  const own = (code, description) => ({ code, uri: canonical(`property:${code}`), description, type: "code" });
  return [
    {
      code: "notSelectable",
      uri: conceptProperty("notSelectable"),
      description: "A group: a heading that no record holds",
      type: "boolean",
    },
    own("audience", "reporter, or specialist: for the safety or digital team, never shown to a reporter"),
    own("certainty", "clear, or judgement: the reporter sees the LFPSE wording and can change it"),
    { code: "status", uri: conceptProperty("status"), description: "active or retired", type: "code" },
    {
      ...own("retiredSince", "Release of the tree since which the factor is no longer offered"),
      type: "string",
    },
    own("successor", "Code of the factor that took the place of a retired one"),
  ];
}

function factorCodeSystem(tree, canonical) {
  const factors = [...tree.factors, ...tree.retiredFactors];
  return {
    resourceType: "CodeSystem",
    language: "en",
    ...about(
      tree,
      "factor",
      canonical("factor"),
      "Digital factors",
      "Factors by which a digital system can play a part in a patient safety event, under the group in which a reporter finds them. A group is a heading and cannot be chosen; as an answer of its own it is coded in the code system of factor groups.",
    ),
    caseSensitive: true,
    valueSet: canonical("value-set:factors"),
    hierarchyMeaning: "grouped-by",
    compositional: false,
    versionNeeded: false,
    content: "complete",
    count: tree.groups.length + factors.length,
    property: factorProperties(canonical),
    concept: tree.groups.map((group) => ({
      ...words(group, canonical),
      property: [{ code: "notSelectable", valueBoolean: true }],
      concept: factors.filter((factor) => factor.group === group.id).map((factor) => factorConcept(factor, canonical)),
    })),
  };
}

function flatCodeSystem(tree, canonical, { id, title, description, concepts, valueSet }) {
  return {
    resourceType: "CodeSystem",
    language: "en",
    ...about(tree, id, canonical(id), title, description),
    caseSensitive: true,
    valueSet: canonical(valueSet),
    compositional: false,
    versionNeeded: false,
    content: "complete",
    count: concepts.length,
    concept: concepts.map((concept) => words(concept, canonical)),
  };
}

/** Returns the CodeSystems. */
export function codeSystems(tree, canonical) {
  return [
    factorCodeSystem(tree, canonical),
    flatCodeSystem(tree, canonical, {
      id: "factor-group",
      title: "Digital factor groups",
      description: "The tiles under which a reporter finds the factors.",
      concepts: tree.groups,
      valueSet: "value-set:factor-groups",
    }),
    flatCodeSystem(tree, canonical, {
      id: "system-type",
      title: "Digital system types",
      description: "Kinds of digital system that can play a part in a patient safety event.",
      concepts: tree.systemTypes,
      valueSet: "value-set:system-types",
    }),
  ];
}
