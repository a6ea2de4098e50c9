import { adverseEvent } from "../synthetic-create.mjs";

export const supabase = {
  id: "supabase",
  package: "@supabase/supabase-js",
  call: "from(…).insert",
  code: 'export { createClient } from "@supabase/supabase-js";',
  accepted: () => ({ status: 201, body: "" }),
  async connect({ url, token, subscriptionKey }) {
    const { createClient } = await import("@supabase/supabase-js");
    const client = createClient(url.origin, subscriptionKey, {
      global: { headers: { Authorization: `Bearer ${token}` } },
    });
    return async () => await client.from("events").insert(adverseEvent);
  },
  failureOf: ({ error }) => error ?? undefined,
  failureIs: "`error` of what is returned",
};
