import { Hono } from "hono";
import type { AdminVariables } from "../admin-context.ts";
import type { AdminOptions } from "../admin-options.ts";
import { overviewPage } from "../pages/overview-page.ts";
import { respond } from "../respond.ts";

/** Returns the route of the overview. */
export function overviewRoutes({ store, lfpseCondition, now = Date.now }: AdminOptions): Hono<AdminVariables> {
  return new Hono<AdminVariables>().get("/", async (context) => {
    const { organisation } = context.get("session").principal;
    await store.check();
    const counts = await store.count(organisation === undefined ? {} : { organisation });
    const condition = lfpseCondition?.().filter(
      (each) => organisation === undefined || each.organisation === organisation,
    );
    const strings = context.get("strings");
    return await respond(context, {
      title: strings.overview.title,
      section: "overview",
      body: overviewPage(counts, condition, now(), strings),
    });
  });
}
