import { createdEvent, narrative } from "../synthetic-create.mjs";

export const lfpseClient = {
  id: "lfpse-client",
  isOurs: true,
  package: "@digital-factors/client/lfpse",
  call: "createLfpseClient, create",
  accepted: createdEvent,
  async connect({ url, subscriptionKey, importSdk }) {
    const { lfpse5 } = await importSdk("core/dist/index.js");
    const { createLfpseClient } = await importSdk("client/dist/lfpse/index.js");
    const client = createLfpseClient({ baseUrl: url.origin, subscriptionKey, version: "5" });
    const profile = [`${lfpse5.canonicalBase}StructureDefinition/patient-safety-adverse-event-5`];
    return () => client.create({ resourceType: "AdverseEvent", meta: { profile }, description: narrative });
  },
  failureOf: (outcome) => (outcome.ok ? undefined : outcome.error),
  failureIs: "`error` of what is returned",
};
