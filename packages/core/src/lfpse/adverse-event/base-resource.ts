import type { Issue, Result } from "../../outcome/issue.ts";
import type { AdverseEvent } from "../fhir-stu3.ts";
import type { LfpseProfile } from "../lfpse-profile.ts";
import { definitionUrl, rootProfileId } from "./profile-places.ts";

/**
 * Returns an event that is empty but for its profile and its type; or an issue if the code of the type is not known, or if
 * the release is v6, whose base elements are not published.
 *
 * @param profile - Taxonomy release.
 * @param eventType - Type of the event.
 * @param place - Where the caller's input names the release, if it does.
 */
export function baseResource(
  profile: LfpseProfile,
  eventType: keyof LfpseProfile["eventTypeCodes"],
  place: { readonly releaseAt?: string } = {},
): Result<Pick<AdverseEvent, "resourceType" | "meta" | "type">> {
  if (profile.version === "6") {
    const message = "The base elements of a v6 event are not published. Build the event from NHS England's own sample.";
    return { ok: false, issues: [notSupported("base-resource", place.releaseAt, message)] };
  }
  const code = profile.eventTypeCodes[eventType];
  if (code === undefined) return { ok: false, issues: [unknownEventType("eventType")] };
  return {
    ok: true,
    value: {
      resourceType: "AdverseEvent",
      meta: { profile: [definitionUrl(profile, rootProfileId(profile))] },
      type: { coding: [{ code }] },
    },
  };
}

/** An event type whose code nobody has set. */
export function unknownEventType(expression: string): Issue {
  const message =
    "The LFPSE code of this event type is not known. Ask NHS England for it and set it in eventTypeCodes.";
  return notSupported("event-type-code", expression, message);
}

function notSupported(rule: string, expression: string | undefined, message: string): Issue {
  return {
    severity: "error",
    code: "not-supported",
    rule,
    ...(expression === undefined ? {} : { expression }),
    message,
  };
}
