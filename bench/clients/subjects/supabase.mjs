import { adverseEvent } from "../synthetic-create.mjs";

export const supabase = {
  id: "supabase",
  package: "@supabase/supabase-js",
  call: "from(…).insert",
  code: 'export { createClient } from "@supabase/supabase-js";',
  note: "its `apikey` header carries the subscription key; a stand-in for the WebSocket that Node 20 lacks",
  accepted: () => ({ status: 201, body: "" }),
  async connect({ url, token, subscriptionKey }) {
    const { createClient } = await import("@supabase/supabase-js");
    const client = createClient(url.origin, subscriptionKey, {
      global: { headers: { Authorization: `Bearer ${token}` } },
      realtime: { transport: globalThis.WebSocket ?? class NeverOpened {} },
    });
    return async () => await client.from("events").insert(adverseEvent);
  },
  failureOf: ({ error }) => error ?? undefined,
  failureIs: "`error` of what is returned",
};
