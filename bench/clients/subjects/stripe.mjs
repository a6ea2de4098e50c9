import { narrative } from "../synthetic-create.mjs";

export const stripe = {
  id: "stripe",
  package: "stripe",
  call: "customers.create",
  code: 'export { default } from "stripe";',
  accepted: () => ({ status: 200, body: { id: "cus_example", object: "customer", description: narrative } }),
  async connect({ url, token }) {
    const { default: Stripe } = await import("stripe");
    const client = new Stripe(token, { protocol: "http", host: url.hostname, port: url.port });
    return () => client.customers.create({ description: narrative });
  },
};
