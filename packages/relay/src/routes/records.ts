import type { LfpseProfile } from "@digital-factors/core";
import { type Context, Hono } from "hono";
import { fingerprint } from "../intake/fingerprint.ts";
import { parseInteroperableJson } from "../intake/interoperable-json.ts";
import { parseSubmission } from "../intake/parse-submission.ts";
import { type BodyResult, readBody } from "../intake/read-body.ts";
import type { Store } from "../store/store.ts";
import type { AppVariables } from "./app-variables.ts";
import { httpOutcome, issuesOutcome, outcomeResponse } from "./outcome-response.ts";

/** What the routes of `/v1/records` work with. */
export interface RecordRoutesOptions {
  readonly store: Store;
  readonly profile: LfpseProfile;
  readonly bodyBytes: number;
  readonly bodyTimeoutMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called once a submission is durable, to deliver it. */
  readonly onStored: () => void;
}

/** Returns the routes that take a record and tell its state. */
export function recordRoutes(options: RecordRoutesOptions): Hono<AppVariables> {
  const { store } = options;
  return new Hono<AppVariables>()
    .post("/", (context) => takeRecord(context, options))
    .get("/:id", async (context) => {
      const status = await store.find(context.req.param("id"), context.get("organisation"));
      return status === undefined
        ? outcomeResponse(404, httpOutcome("not-found", "There is no record of yours under this id."))
        : json(200, JSON.stringify(status));
    });
}

async function takeRecord(context: Context<AppVariables>, options: RecordRoutesOptions): Promise<Response> {
  const mediaType = /^\s*application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;
  if (!mediaType.test(context.req.header("Content-Type") ?? "") || !isPlain(context.req.header("Content-Encoding"))) {
    return outcomeResponse(
      415,
      httpOutcome("not-supported", "Send Content-Type: application/json, in UTF-8, not compressed."),
    );
  }
  const key = context.req.header("Idempotency-Key");
  if (key === undefined)
    return outcomeResponse(400, httpOutcome("required", "Send Idempotency-Key: the id of the record."));
  const body = await readBody(context.req.raw, options);
  if (!body.ok) return bodyFault(body.fault, options);

  const parsed = parseInteroperableJson(body.text);
  if (!parsed.ok) return outcomeResponse(400, issuesOutcome(parsed.issues));
  const submission = parseSubmission(parsed.value, options.profile);
  if (!submission.ok) return outcomeResponse(422, issuesOutcome(submission.issues));
  const { id } = submission.value.record;
  if (key !== id) return outcomeResponse(400, httpOutcome("value", "Idempotency-Key must be the id of the record."));

  const receivedAtMs = options.now();
  const receivedAt = new Date(receivedAtMs).toISOString();
  const result = await options.store.insert({
    id,
    organisation: context.get("organisation"),
    fingerprint: fingerprint(parsed.value),
    body: body.text,
    receipt: JSON.stringify({ id, receivedAt, state: "waiting" }),
    receivedAt,
    receivedAtMs,
  });
  if (result.outcome === "conflict") {
    return outcomeResponse(
      409,
      httpOutcome("conflict", "Another record was sent under this id before. Use a new id for a new record."),
    );
  }
  if (result.outcome === "stored") options.onStored();
  return json(202, result.receipt);
}

function bodyFault(fault: (BodyResult & { ok: false })["fault"], { bodyBytes }: RecordRoutesOptions): Response {
  const close = { Connection: "close" };
  switch (fault) {
    case "too-large":
      return outcomeResponse(413, httpOutcome("too-long", `Send no more than ${bodyBytes} bytes.`), close);
    case "too-slow":
      return outcomeResponse(408, httpOutcome("timeout", "The body did not arrive in time. Send it again."), close);
    case "broken-off":
      return outcomeResponse(400, httpOutcome("incomplete", "The body broke off. Send it again."), close);
    case "not-utf-8":
      return outcomeResponse(400, httpOutcome("structure", "This is not UTF-8 text."));
  }
}

function isPlain(encoding: string | undefined): boolean {
  return encoding === undefined || encoding.trim().toLowerCase() === "identity";
}

function json(status: number, text: string): Response {
  return new Response(text, { status, headers: { "Content-Type": "application/json" } });
}
