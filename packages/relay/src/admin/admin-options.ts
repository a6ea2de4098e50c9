import type { LfpseProfile } from "@digital-factors/core";
import type { Logger } from "pino";
import type { Access } from "../access/access.ts";
import type { AdminSessions } from "../access/sessions.ts";
import type { Store } from "../store/store.ts";

/**
 * What the admin page is made from.
 *
 * @example
 * const options: Pick<AdminOptions, "publicUrl"> = { publicUrl: "https://relay.example.nhs.uk" };
 */
export interface AdminOptions {
  readonly store: Store;
  readonly access: Pick<Access, "forget">;
  readonly sessions: AdminSessions;
  readonly log: Logger;
  /** Taxonomy release that a record is checked against. Default: `lfpse5` of core. */
  readonly profile?: LfpseProfile;
  /** Called once something became due, to deliver it. Default: nothing. */
  readonly onDecided?: () => void;
  /** Origin at which people reach the relay. Absent: that of each request. */
  readonly publicUrl?: string;
  /** Clock, milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number;
  /** Whether deliveries are paused, by organisation: those that were tried since the start. Absent: not shown. */
  readonly lfpseCondition?: () => readonly { readonly organisation: string; readonly isPaused: boolean }[];
  /** Who can say whether LFPSE has a report, in the words of whoever runs the relay. Default: none. */
  readonly contacts?: readonly string[];
}
