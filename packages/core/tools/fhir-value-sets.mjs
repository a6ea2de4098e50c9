// FHIR R4 ValueSets of the factor tree. Retired factors are in none of them: they are read, not offered.
import { about } from "./fhir-code-systems.mjs";

function valueSet(tree, canonical, { id, title, description, list, concepts }) {
  return {
    resourceType: "ValueSet",
    language: "en",
    ...about(tree, id, canonical(`value-set:${id}`), title, description),
    compose: {
      include: [
        {
          system: canonical(list),
          version: tree.version,
          concept: concepts.map(({ id: code, label }) => ({
            code,
            display: label.en,
            designation: [{ language: "cy", value: label.cy }],
          })),
        },
      ],
    },
  };
}

/** Returns the ValueSets: every factor, those for a reporter, those of each group, the groups, the system types. */
export function valueSets(tree, canonical) {
  const { factors, groups, systemTypes } = tree;
  const factorSets = [
    { id: "factors", title: "Every digital factor", description: "Every factor still offered.", concepts: factors },
    {
      id: "reporter-factors",
      title: "Digital factors for reporters",
      description: "Every factor that a reporter may be shown.",
      concepts: factors.filter(({ audience }) => audience === "reporter"),
    },
    ...groups.map((group) => ({
      id: `factors-${group.id}`,
      title: `Digital factors in the group ${group.id}`,
      description: `The factors under the heading "${group.label.en}".`,
      concepts: factors.filter((factor) => factor.group === group.id),
    })),
  ];
  return [
    ...factorSets.map((set) => ({ ...set, list: "factor" })),
    {
      id: "factor-groups",
      title: "Every digital factor group",
      description: "The tiles under which a reporter finds the factors.",
      list: "factor-group",
      concepts: groups,
    },
    {
      id: "system-types",
      title: "Every digital system type",
      description: "Every kind of system.",
      list: "system-type",
      concepts: systemTypes,
    },
  ].map((set) => valueSet(tree, canonical, set));
}
