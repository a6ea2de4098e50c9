import { type AdverseEvent, lfpse5 } from "@digital-factors/core";
import type { ClientError } from "../errors/client-error.ts";
import type { LfpseVersion } from "./lfpse-version.ts";

/** The release that a client sends. */
export interface SentRelease {
  readonly version: LfpseVersion;
  /** Absent: that of core's copy, or not known. */
  readonly canonicalBase: string | undefined;
}

/** Returns why an event is not of the release this client sends; `undefined` if it is. */
export function profileRefusal(event: AdverseEvent, { version, canonicalBase }: SentRelease): ClientError | undefined {
  const base = canonicalBase ?? (version === "6" ? undefined : lfpse5.canonicalBase);
  if (base === undefined) {
    return refusal("This client sends taxonomy version 6 and was given no profile of it.", {
      code: "not-supported",
      rule: "profile-needed",
      message: "Version 6 has no public copy. Load its profile and give the client its canonicalBase.",
    });
  }
  const id = `StructureDefinition/patient-safety-adverse-event-${version}`;
  const profiles = event.meta?.profile ?? [];
  const [named] = profiles;
  if (profiles.length !== 1 || !named?.endsWith(`/${id}`)) {
    return refusal("This event does not name the profile of the version that this client sends.", {
      code: "value",
      rule: "profile",
      message: `Name the LFPSE profile of taxonomy version ${version} here, once, or set the client to the event's version.`,
    });
  }
  if (named === base.replace(/\/*$/, "/") + id) return undefined;
  return refusal("This event names a profile of another host than the client's.", {
    code: "value",
    rule: "profile-host",
    message:
      "Build the event with the profile of the service it is for, or set the client's canonicalBase to the event's.",
  });
}

function refusal(
  message: string,
  issue: { readonly code: "value" | "not-supported"; readonly rule: string; readonly message: string },
): ClientError {
  return {
    kind: "rejected",
    isSafeToRetry: false,
    message,
    issues: [{ severity: "error", expression: "AdverseEvent.meta.profile", ...issue }],
  };
}
