import type { LfpseProfile, ProfileDefinition } from "../lfpse-profile.ts";

type Resource = Record<string, unknown>;

/** What a resource of the profile constrains, by the start of its id. */
const constrained = [
  ["patient-safety-adverse-event", "AdverseEvent"],
  ["adverse-event-patient", "Patient"],
  ["adverse-event-location", "Location"],
  ["adverse-event-practitioner", "Practitioner"],
  ["adverse-event-medication", "Medication"],
  ["adverse-event-device", "Device"],
] as const;

/** A taxonomy as FHIR STU3 resources: what a server of StructureDefinitions, ValueSets and CodeSystems would answer with. */
export function resourcesOf(profile: LfpseProfile): Resource[] {
  const url = (type: string, id: string) => `${profile.canonicalBase}${type}/${id}`;
  const times = (min = 0, max = 1) => ({ min, max: String(max) });
  const slicesOn = (id: string, path: string): Resource[] =>
    profile.definitions
      .filter(({ attachedTo }) => attachedTo === id)
      .map(({ id: extension, name, min, max }) => ({
        id: `${path}:${name}`,
        path,
        sliceName: name,
        ...times(min, max),
        type: [{ code: "Extension", profile: url("StructureDefinition", extension) }],
      }));
  const targets = constrained.slice(1).map(([id]) => url("StructureDefinition", `${id}-${profile.version}`));
  const innerExtensions = ({ elements }: ProfileDefinition): Resource[] =>
    elements.flatMap(([name, min, max, type, set]) => [
      { id: `Extension.extension:${name}`, path: "Extension.extension", sliceName: name, ...times(min, max) },
      { id: `Extension.extension:${name}.url`, path: "Extension.extension.url", fixedUri: name },
      {
        id: `Extension.extension:${name}.value[x]`,
        path: "Extension.extension.value[x]",
        ...times(1),
        type: [{ code: type }],
        ...(set === undefined
          ? {}
          : { binding: { strength: "required", valueSetReference: { reference: url("ValueSet", set) } } }),
      },
    ]);
  const elementsOf = (definition: ProfileDefinition, type: string): Resource[] => {
    if (definition.kind === "extension") {
      return [
        { id: "Extension", path: "Extension" },
        ...innerExtensions(definition),
        { id: "Extension.url", path: "Extension.url", fixedUri: url("StructureDefinition", definition.id) },
        { id: "Extension.value[x]", path: "Extension.value[x]", ...times(0, 0) },
      ];
    }
    const references = targets.map((targetProfile) => ({ code: "Reference", targetProfile }));
    return [
      { id: type, path: type },
      ...slicesOn(definition.id, `${type}.extension`),
      ...(type === "AdverseEvent"
        ? [{ id: "AdverseEvent.suspectEntity.instance", path: "AdverseEvent.suspectEntity.instance", type: references }]
        : []),
    ];
  };
  return [
    ...profile.definitions.map((definition): Resource => {
      const [, type] = constrained.find(([id]) => definition.id === `${id}-${profile.version}`) ?? ["", "Extension"];
      return {
        resourceType: "StructureDefinition",
        id: definition.id,
        url: url("StructureDefinition", definition.id),
        fhirVersion: "3.0.1",
        type,
        differential: { element: elementsOf(definition, type) },
      };
    }),
    ...Object.entries(profile.codes).flatMap(([id, codes]): Resource[] => [
      {
        resourceType: "ValueSet",
        id,
        url: url("ValueSet", id),
        compose: { include: [{ system: url("CodeSystem", id) }] },
      },
      {
        resourceType: "CodeSystem",
        id,
        url: url("CodeSystem", id),
        content: "complete",
        concept: Object.entries(codes).map(([code, display]) => ({ code, display })),
      },
    ]),
  ];
}
