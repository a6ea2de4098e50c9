import type { LfpseProfile } from "@digital-factors/core";

/** Returns what `GET /adverse-event/fhir/metadata` answers: one AdverseEvent entry for each taxonomy version held. */
export function capabilityStatement(profile: LfpseProfile): object {
  const reference = `${profile.canonicalBase}StructureDefinition/patient-safety-adverse-event-${profile.version}`;
  return {
    resourceType: "CapabilityStatement",
    status: "active",
    kind: "instance",
    software: { name: "digital-factors-sandbox" },
    fhirVersion: "3.0.1",
    acceptUnknown: "extensions",
    format: ["application/fhir+json"],
    rest: [
      {
        mode: "server",
        resource: [
          {
            type: "AdverseEvent",
            profile: { reference },
            interaction: [{ code: "create" }, { code: "update" }, { code: "delete" }],
          },
        ],
      },
    ],
  };
}
