import { html } from "hono/html";
import type { AdminContext } from "./admin-context.ts";
import { adminPaths } from "./admin-paths.ts";
import { buttonLink } from "./components/buttons.ts";
import { respond } from "./respond.ts";
import type { AdminStrings } from "./strings/strings.ts";

/** Why a page cannot be shown, or something cannot be done. */
export type FaultKind = keyof AdminStrings["faults"];

const statusOf: Readonly<Record<FaultKind, number>> = {
  changed: 409,
  "not-found": 404,
  forbidden: 403,
  "not-yours": 403,
  "bad-form": 400,
  "not-now": 409,
  unavailable: 503,
  failed: 500,
};

/** Answers with what is so and what to do next; `href` is where that begins. Default: the overview. */
export async function faultPage(
  context: AdminContext,
  kind: FaultKind,
  href: string = adminPaths.overview,
): Promise<Response> {
  const { title, text, link } = context.get("strings").faults[kind];
  return await respond(context, {
    title,
    status: statusOf[kind],
    body: html`<p>${text}</p><p class="buttons">${buttonLink(link, href)}</p>`,
    ...(kind === "unavailable" ? { headers: { "Retry-After": "60" } } : {}),
  });
}
