import { adverseEvent, createdEvent, headersOf } from "../synthetic-create.mjs";

export const ky = {
  id: "ky",
  package: "ky",
  call: "post(…).json",
  code: 'export { default } from "ky";',
  accepted: createdEvent,
  async connect({ url, ...credentials }) {
    const { default: client } = await import("ky");
    const headers = headersOf(credentials);
    return () => client.post(new URL("AdverseEvent", url), { json: adverseEvent, headers }).json();
  },
};
