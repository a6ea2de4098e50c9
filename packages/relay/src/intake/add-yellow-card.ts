import type { Issue } from "@digital-factors/core";
import type { TakeResult } from "../store/record-store.ts";
import { fingerprint } from "./fingerprint.ts";
import { type AskedOperation, type IntakeOptions, takeOperation } from "./take-operation.ts";
import { parseYellowCard, withYellowCard } from "./yellow-card.ts";
import { isYellowCardMissing } from "./yellow-card-missing.ts";

/** Who adds which reference to which record. */
export interface YellowCardRequest {
  readonly recordId: string;
  readonly organisation: string;
  readonly actor: string;
  /** A UUID, new for each reference. */
  readonly key: string;
  /** `{ covers, value }` as it came; anything. */
  readonly card: unknown;
  readonly expectedRevision?: number | undefined;
}

/**
 * What became of it: as with every operation, or `invalid`, the reference or the record with it; or `removed`, the content
 * of the record went under the retention rule.
 */
export type YellowCardResult =
  | TakeResult
  | { readonly outcome: "invalid"; readonly issues: readonly Issue[] }
  | { readonly outcome: "removed" };

/** Times that the reference is merged anew because the record was changed meanwhile. */
const maxTries = 5;

/** Adds a Yellow Card reference that came later to the record as it is now. Relayed as an update. */
export async function addYellowCard(request: YellowCardRequest, options: IntakeOptions): Promise<YellowCardResult> {
  for (let tries = 1; ; tries += 1) {
    const merged = await merge(request, options);
    if ("outcome" in merged) return merged;
    const result = await takeOperation(merged, options);
    // A revision that the sender named is for the sender to look at; one of ours is not.
    const isOurs = result.outcome === "stale" && request.expectedRevision === undefined;
    if (!isOurs || tries === maxTries) return result;
  }
}

async function merge(
  { card: sent, ...request }: YellowCardRequest,
  { store, profile }: IntakeOptions,
): Promise<AskedOperation | YellowCardResult> {
  const { recordId, organisation, key, expectedRevision } = request;
  const status = await store.find(recordId, organisation);
  const known = await store.read(recordId, organisation);
  if (status === undefined || known === undefined) return { outcome: "absent" };
  const kind = "yellow-card";
  const asked = { ...request, kind, fingerprint: fingerprint(kind, sent), isYellowCardMissing: false } as const;
  // Sent again, or withdrawn: the store knows the answer, and there is nothing to merge.
  if (status.operations.some((operation) => operation.key === key || operation.kind === "withdraw")) {
    return { ...asked, body: "" };
  }
  const card = parseYellowCard(sent);
  if (!card.ok) return { outcome: "invalid", issues: card.issues };
  if (known.body === "") return { outcome: "removed" };
  const merged = withYellowCard(known.body, card.value, profile);
  if (!merged.ok) return { outcome: "invalid", issues: merged.issues };
  const { body, submission } = merged.value;
  return {
    ...asked,
    body,
    isYellowCardMissing: isYellowCardMissing(submission.record),
    expectedRevision: expectedRevision ?? known.revision,
  };
}
