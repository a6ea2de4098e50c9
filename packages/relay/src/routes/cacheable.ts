import { createHash } from "node:crypto";
import type { Context } from "hono";
import { answer } from "./answer.ts";
import type { AppVariables } from "./app-variables.ts";

/** A text that stays the same while this release runs, with its tag. */
export interface CacheableText {
  readonly text: string;
  readonly mediaType: string;
  /** Strong entity tag. */
  readonly tag: string;
}

/** Returns a value as JSON text with a tag of its content. */
export function cacheable(value: object, mediaType = "application/json"): CacheableText {
  const text = JSON.stringify(value);
  return { text, mediaType, tag: `"${createHash("sha256").update(text).digest("base64url")}"` };
}

/**
 * Answers 200 with the text, or 304 to one who has it.
 *
 * @param audience - Who may keep it: `private` where it was asked for with a token.
 * @see RFC 9110, section 13.1.2
 */
export function answerCacheable(
  context: Context<AppVariables>,
  { text, mediaType, tag }: CacheableText,
  audience: "private" | "public",
): Response {
  const headers = { ETag: tag, "Cache-Control": `${audience}, max-age=3600` };
  const known = context.req.header("If-None-Match");
  return known !== undefined && isAmong(tag, known)
    ? answer(context, { status: 304, headers })
    : answer(context, { status: 200, mediaType, text, headers });
}

/** If-None-Match compares weakly, so `W/` does not count. */
function isAmong(tag: string, list: string): boolean {
  return list.split(",").some((each) => ["*", tag].includes(each.trim().replace(/^W\//, "")));
}
