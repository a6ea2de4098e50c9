import type { Context } from "hono";
import * as z from "zod/mini";
import type { AppVariables } from "./app-variables.ts";
import { answerOutcome, httpOutcome } from "./outcome-response.ts";

/** `Idempotency-Key` of a change: a UUID made for it. */
export const idempotencyKeySchema = z.uuid();

/** Revision of a record as its `ETag` gives it. */
export const revisionTagSchema = z.string().check(z.regex(/^"[1-9]\d{0,8}"$/));

/** Who asks for a change of which record. */
export interface OperationRequest {
  readonly recordId: string;
  readonly organisation: string;
  readonly actor: string;
  readonly key: string;
  /** Absent: whatever revision it has. */
  readonly expectedRevision: number | undefined;
}

/**
 * Returns who asks for which change, or the answer to a request that does not say.
 *
 * @param defaultKey - Key of a request without one. Absent: it must have one.
 */
export function readOperationRequest(
  context: Context<AppVariables>,
  defaultKey?: string,
): { readonly ok: true; readonly value: OperationRequest } | { readonly ok: false; readonly answer: Response } {
  const key = context.req.header("Idempotency-Key") ?? defaultKey;
  const refuse = (code: string, message: string) => ({
    ok: false as const,
    answer: answerOutcome(context, 400, httpOutcome(code, message)),
  });
  if (key === undefined) return refuse("required", "Send Idempotency-Key: a new UUID for each change.");
  if (key !== defaultKey && !idempotencyKeySchema.safeParse(key).success) {
    return refuse("value", "Idempotency-Key must be a UUID.");
  }
  const sender = senderOf(context);
  if (!sender.ok) return sender;
  const recordId = context.req.param("id") ?? "";
  const revision = expectedRevision(context.req.header("If-Match"));
  return { ok: true, value: { ...sender.value, recordId, key, expectedRevision: revision } };
}

/** Returns the organisation for which something is sent; answers 403 to an administrator of all of them. */
export function senderOf(
  context: Context<AppVariables>,
):
  | { readonly ok: true; readonly value: Pick<OperationRequest, "organisation" | "actor"> }
  | { readonly ok: false; readonly answer: Response } {
  const { id: actor, organisation } = context.get("principal");
  if (organisation !== undefined) return { ok: true, value: { organisation, actor } };
  const outcome = httpOutcome("forbidden", "This token is of no organisation. Use one that is, to send a record.");
  return { ok: false, answer: answerOutcome(context, 403, outcome) };
}

/** A tag that is none of ours matches no revision, and so gives 412. */
function expectedRevision(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch === "*") return undefined;
  return revisionTagSchema.safeParse(ifMatch).success ? Number(ifMatch.slice(1, -1)) : 0;
}
