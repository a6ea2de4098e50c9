import type { Context } from "hono";
import * as z from "zod/mini";
import { uuidOf } from "../intake/uuid.ts";
import { noRecord } from "./answer-operation.ts";
import type { AppVariables } from "./app-variables.ts";
import { answerOutcome, httpOutcome } from "./outcome-response.ts";

/** Revision of a record as its `ETag` gives it. */
export const revisionTagSchema = z.string().check(z.regex(/^"[1-9]\d{0,8}"$/));

/** Who asks for a change of which record. */
export interface OperationRequest {
  /** UUID in small letters, as in `key`. */
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
  const recordId = recordIdOf(context);
  if (recordId === undefined) return { ok: false, answer: noRecord(context) };
  const sent = context.req.header("Idempotency-Key") ?? defaultKey;
  const refuse = (code: string, message: string) => ({
    ok: false as const,
    answer: answerOutcome(context, 400, httpOutcome(code, message)),
  });
  if (sent === undefined) return refuse("required", "Send Idempotency-Key: a new UUID for each change.");
  const key = sent === defaultKey ? sent : uuidOf(sent);
  if (key === undefined) return refuse("value", "Idempotency-Key must be a UUID.");
  const sender = senderOf(context);
  if (!sender.ok) return sender;
  const revision = expectedRevision(context.req.header("If-Match"));
  return { ok: true, value: { ...sender.value, recordId, key, expectedRevision: revision } };
}

/** Returns the id in the address; `undefined` if no record can have it, so that nobody need ask the store. */
export function recordIdOf(context: Context<AppVariables>): string | undefined {
  return uuidOf(context.req.param("id"));
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
