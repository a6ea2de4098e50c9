import { adverseEvent, createdEvent } from "../synthetic-create.mjs";

export const fhirclient = {
  id: "fhirclient",
  package: "fhirclient",
  call: "create",
  code: 'export { default } from "fhirclient";',
  accepted: createdEvent,
  async connect({ url, token, subscriptionKey }) {
    const { default: smart } = await import("fhirclient");
    const storage = { get: async () => undefined, set: async (_, value) => value, unset: async () => true };
    const visit = { headers: { host: url.host }, url: "/", socket: {} };
    const client = smart(visit, {}, storage).client({
      serverUrl: url.origin,
      tokenResponse: { access_token: token },
    });
    return () => client.create(adverseEvent, { headers: { "Ocp-Apim-Subscription-Key": subscriptionKey } });
  },
};
