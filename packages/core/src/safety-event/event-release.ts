import { rootProfileId } from "../lfpse/adverse-event/profile-places.ts";
import { fault, isObject, type JsonObject } from "../lfpse/adverse-event-issue.ts";
import type { LfpseProfile } from "../lfpse/lfpse-profile.ts";
import type { Result } from "../outcome/issue.ts";

/**
 * Returns the release that a resource names in `meta.profile`, under the canonical base it is published under there: hosts
 * of LFPSE differ, and an extension belongs to it only where both bases are one.
 */
export function releaseOf({ meta }: JsonObject, profiles: readonly LfpseProfile[]): Result<LfpseProfile> {
  const [address] = isObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  for (const profile of profiles) {
    const ending = `StructureDefinition/${rootProfileId(profile)}`;
    if (typeof address === "string" && address.endsWith(`/${ending}`)) {
      const canonicalBase = address.slice(0, -ending.length);
      return { ok: true, value: canonicalBase === profile.canonicalBase ? profile : { ...profile, canonicalBase } };
    }
  }
  return {
    ok: false,
    issues: [
      {
        ...fault("AdverseEvent.meta.profile"),
        code: "not-supported",
        rule: "release",
        message: `Name one LFPSE profile here that can be read: ${profiles.map((each) => rootProfileId(each)).join(", ")}.`,
      },
    ],
  };
}
