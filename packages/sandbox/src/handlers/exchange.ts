import type { Issue, LfpseProfile } from "@digital-factors/core";
import type { SentBody } from "./sent-body.ts";

/** One request while it is carried out, and what is found out about it on the way. */
export interface Exchange {
  readonly sent: SentBody;
  /** What the event is found to break, warnings included. */
  issues: readonly Issue[];
  /** What was done, if anything was. */
  done?: "created" | "updated" | "deleted";
  /** Release of the profile that the event names, where it is served. */
  version?: LfpseProfile["version"];
}

/** What a hono route of the API gets beside the request. */
export interface ExchangeEnvironment {
  readonly Bindings: { readonly exchange: Exchange };
}
