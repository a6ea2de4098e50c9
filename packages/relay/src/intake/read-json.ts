import type { Context } from "hono";
import type { AppVariables } from "../routes/app-variables.ts";
import { answerOutcome, httpOutcome, issuesOutcome } from "../routes/outcome-response.ts";
import { parseInteroperableJson } from "./interoperable-json.ts";
import { type BodyResult, readBody } from "./read-body.ts";

/** Limits on a request body. */
export interface BodyLimits {
  readonly bodyBytes: number;
  readonly bodyTimeoutMs: number;
}

/** A body as text and as value, or the answer to one that cannot be read. */
export type JsonBody =
  | { readonly ok: true; readonly text: string; readonly value: unknown }
  | { readonly ok: false; readonly answer: Response };

const mediaType = /^\s*application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** Reads the JSON body of a request, or answers 400, 408, 413 or 415. */
export async function readJson(context: Context<AppVariables>, limits: BodyLimits): Promise<JsonBody> {
  const { req } = context;
  const type = req.header("Content-Type") ?? "";
  if ((type !== "application/json" && !mediaType.test(type)) || !isPlain(req.header("Content-Encoding"))) {
    const rule = "Send Content-Type: application/json, in UTF-8, not compressed.";
    return { ok: false, answer: answerOutcome(context, 415, httpOutcome("not-supported", rule)) };
  }
  const body = await readBody(req.raw, context.env?.incoming, limits);
  if (!body.ok) return { ok: false, answer: bodyFault(context, body.fault, limits) };
  const parsed = parseInteroperableJson(body.text);
  return parsed.ok
    ? { ok: true, text: body.text, value: parsed.value }
    : { ok: false, answer: answerOutcome(context, 400, issuesOutcome(parsed.issues)) };
}

function isPlain(encoding: string | undefined): boolean {
  return encoding === undefined || encoding.trim().toLowerCase() === "identity";
}

/** What is still on its way is not waited for: the connection ends. */
const close = { Connection: "close" };

function bodyFault(
  context: Context<AppVariables>,
  fault: (BodyResult & { ok: false })["fault"],
  { bodyBytes }: BodyLimits,
): Response {
  switch (fault) {
    case "too-large":
      return answerOutcome(context, 413, httpOutcome("too-long", `Send no more than ${bodyBytes} bytes.`), close);
    case "too-slow":
      return answerOutcome(
        context,
        408,
        httpOutcome("timeout", "The body did not arrive in time. Send it again."),
        close,
      );
    case "broken-off":
      return answerOutcome(context, 400, httpOutcome("incomplete", "The body broke off. Send it again."), close);
    case "not-utf-8":
      return answerOutcome(context, 400, httpOutcome("structure", "This is not UTF-8 text."));
  }
}
