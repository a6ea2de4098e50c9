import type { Context } from "hono";
import type { AdminSession } from "../access/sessions.ts";
import type { AppVariables } from "../routes/app-variables.ts";
import type { AdminLanguage, AdminStrings } from "./strings/strings.ts";

/** What the middleware of the admin page tells its routes, besides what the relay's own does. */
export interface AdminVariables {
  readonly Variables: AppVariables["Variables"] & {
    language: AdminLanguage;
    strings: AdminStrings;
    /** Who is signed in; set on every route but those of signing in. */
    session: AdminSession;
    /** Fields of the form that was sent; set once it is known to be one of ours. */
    form: URLSearchParams;
  };
  readonly Bindings: AppVariables["Bindings"];
}

/** A request to the admin page. */
export type AdminContext = Context<AdminVariables>;
