import { lfpse4CanonicalBase, lfpse4Codes, lfpse4Profiles } from "../../generated/lfpse-4.ts";
import { type LfpseProfile, seenEventTypeCodes } from "../lfpse-profile.ts";

/**
 * LFPSE taxonomy v4, as read from the UAT taxonomy API in January 2023. It has no Yellow Card reference, one problem
 * extension for all agents, and fewer device types than v5; several codes keep their number in v5 and change their
 * meaning.
 *
 * The event type codes are those seen in a client of v5 and v6; that v4 has the same is inferred.
 *
 * @see docs/lfpse.md
 * @example
 * lfpse4.codes["device-type-4"]?.["57"]; // "IT systems and software"
 */
export const lfpse4: LfpseProfile = {
  version: "4",
  canonicalBase: lfpse4CanonicalBase,
  definitions: lfpse4Profiles,
  codes: lfpse4Codes,
  eventTypeCodes: seenEventTypeCodes,
};
