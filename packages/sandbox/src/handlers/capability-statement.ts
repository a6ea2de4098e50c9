import type { LfpseProfile } from "@digital-factors/core";
import { eventProfileOf } from "./profiles.ts";

/** Returns what `GET /adverse-event/fhir/metadata` answers: one AdverseEvent entry for each taxonomy version held. */
export function capabilityStatement(profiles: readonly LfpseProfile[]): object {
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
        resource: profiles.map((profile) => ({
          type: "AdverseEvent",
          profile: { reference: eventProfileOf(profile) },
          interaction: [{ code: "create" }, { code: "update" }, { code: "delete" }],
        })),
      },
    ],
  };
}
