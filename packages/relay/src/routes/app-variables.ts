import type { IncomingMessage, ServerResponse } from "node:http";
import type { Principal } from "../access/principal.ts";

/** What the middleware tells the routes about a request, and what the server gives the middleware. */
export interface AppVariables {
  readonly Variables: {
    /** Made here for each request; in the log and in the answer's `X-Request-Id`. */
    requestId: string;
    /** Who asks; set once its token or sign-in is known. */
    principal: Principal;
    /** Headers that every answer to this request has. */
    answerHeaders: Readonly<Record<string, string>>;
    /** Status of the answer, once it is written. */
    answeredStatus: number;
  };
  /** Of Node's server; absent where the app is called without one. */
  readonly Bindings: { readonly incoming?: IncomingMessage; readonly outgoing?: ServerResponse };
}
