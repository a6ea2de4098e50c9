import { adverseEvent, createdEvent, headersOf } from "../synthetic-create.mjs";

export const ofetch = {
  id: "ofetch",
  package: "ofetch",
  call: "ofetch",
  code: 'export { ofetch } from "ofetch";',
  accepted: createdEvent,
  async connect({ url, ...credentials }) {
    const { ofetch: client } = await import("ofetch");
    const headers = headersOf(credentials);
    return () => client(new URL("AdverseEvent", url).href, { method: "POST", body: adverseEvent, headers });
  },
};
