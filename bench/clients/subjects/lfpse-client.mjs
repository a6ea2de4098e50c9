import { createdEvent, narrative } from "../synthetic-create.mjs";

export const lfpseClient = {
  id: "lfpse-client",
  isOurs: true,
  package: "@digital-factors/client/lfpse",
  call: "createLfpseClient, create",
  accepted: createdEvent,
  async connect({ url, subscriptionKey }) {
    const { lfpse5 } = await import("@digital-factors/core");
    const { createLfpseClient } = await import("@digital-factors/client/lfpse");
    const client = createLfpseClient({ baseUrl: url.origin, subscriptionKey, version: "5" });
    const profile = [`${lfpse5.canonicalBase}StructureDefinition/patient-safety-adverse-event-5`];
    return () => client.create({ resourceType: "AdverseEvent", meta: { profile }, description: narrative });
  },
  failureOf: (outcome) => (outcome.ok ? undefined : outcome.error),
  failureIs: "`error` of what is returned",
};
