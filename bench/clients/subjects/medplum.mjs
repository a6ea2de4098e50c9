import { adverseEvent, createdEvent } from "../synthetic-create.mjs";

export const medplum = {
  id: "medplum",
  package: "@medplum/core",
  call: "createResource",
  code: 'export { MedplumClient } from "@medplum/core";',
  accepted: createdEvent,
  async connect({ url, token, subscriptionKey }) {
    const { MedplumClient } = await import("@medplum/core");
    const client = new MedplumClient({
      baseUrl: url.href,
      defaultHeaders: { "Ocp-Apim-Subscription-Key": subscriptionKey },
    });
    client.setAccessToken(token);
    return () => client.createResource(adverseEvent);
  },
};
