import type { AdverseEvent, Issue, LfpseProfile } from "@digital-factors/core";
import { readStoredSubmission, type Submission } from "../intake/parse-submission.ts";
import type { LfpseIdentity } from "../store/delivery-state.ts";
import type { Claim } from "../store/delivery-store.ts";
import { buildAdverseEvent } from "./build-adverse-event.ts";
import { unreadableIssue, withQuestions } from "./lfpse-issues.ts";

/** What has to be asked of LFPSE for an operation. */
export type LfpseRequest =
  | { readonly kind: "create"; readonly event: AdverseEvent; readonly payload: string }
  | { readonly kind: "update"; readonly lfpse: LfpseIdentity; readonly event: AdverseEvent; readonly payload: string }
  | { readonly kind: "withdraw"; readonly lfpse: LfpseIdentity; readonly payload: "" };

/** What to do for an operation: a request, nothing since LFPSE has no event to withdraw, or nothing since it cannot be. */
export type LfpseTask =
  | LfpseRequest
  | { readonly kind: "nothing-to-withdraw" }
  | { readonly kind: "refused"; readonly issues: readonly Issue[] };

/** How requests are built. */
export interface LfpseRequestOptions {
  readonly profile: LfpseProfile;
  /** Whether an update names the event in its body as well. What LFPSE wants is not known. */
  readonly isIdInPutBody: boolean;
}

/**
 * Returns what to do for a claimed operation. Whatever the sender called it, a record that LFPSE does not have is created
 * and one that it has is replaced as a whole.
 */
export function lfpseTaskOf(claim: Claim, { profile, isIdInPutBody }: LfpseRequestOptions): LfpseTask {
  const { kind, lfpse } = claim;
  if (kind === "withdraw") {
    return lfpse === undefined ? { kind: "nothing-to-withdraw" } : { kind: "withdraw", lfpse, payload: "" };
  }
  const submission = storedSubmission(claim.body);
  if (submission === undefined) return { kind: "refused", issues: [unreadableIssue] };
  const built = buildAdverseEvent(submission.record, submission.adverseEvent, profile);
  if (!built.ok) return { kind: "refused", issues: withQuestions(built.issues) };
  if (lfpse === undefined) return { kind: "create", event: built.value, payload: JSON.stringify(built.value) };
  // The vendor's event may carry an id of the vendor's own.
  const { id: _, ...content } = built.value;
  const event: AdverseEvent = isIdInPutBody ? { ...content, id: lfpse.id } : content;
  return { kind: "update", lfpse, event, payload: JSON.stringify(event) };
}

function storedSubmission(body: string): Submission | undefined {
  try {
    return readStoredSubmission(body);
  } catch {
    return undefined;
  }
}
