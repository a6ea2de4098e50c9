import { adverseEvent, createdEvent } from "../synthetic-create.mjs";

export const fhirKit = {
  id: "fhir-kit",
  package: "fhir-kit-client",
  call: "create",
  code: 'export { Client } from "fhir-kit-client";',
  accepted: createdEvent,
  async connect({ url, token, subscriptionKey }) {
    const { Client } = await import("fhir-kit-client");
    const customHeaders = { "Ocp-Apim-Subscription-Key": subscriptionKey };
    const client = new Client({ baseUrl: url.origin, bearerToken: token, customHeaders });
    return () => client.create({ resourceType: "AdverseEvent", body: adverseEvent });
  },
};
