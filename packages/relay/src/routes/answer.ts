import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { AppVariables } from "./app-variables.ts";

/** An answer whose whole text is known. */
export interface Answer {
  readonly status: number;
  /** Absent: no body. */
  readonly mediaType?: string | undefined;
  readonly text?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Answers a request, with the headers that every answer has.
 *
 * Under Node's server it is written there at once: a web `Response` on the way, whose text is read back from a stream,
 * takes more of the processor than everything else that the relay does for a record.
 */
export function answer(context: Context<AppVariables>, { status, mediaType, text, headers }: Answer): Response {
  const all: Record<string, string> = {
    ...context.get("answerHeaders"),
    ...(mediaType === undefined ? {} : { "Content-Type": mediaType }),
    ...headers,
  };
  context.set("answeredStatus", status);
  // hono's `env` is undefined where the app is called without a server.
  const outgoing = context.env?.outgoing;
  if (outgoing === undefined) return new Response(text ?? null, { status, headers: all });
  if (!outgoing.headersSent) {
    if (text !== undefined) all["Content-Length"] = String(Buffer.byteLength(text));
    outgoing.writeHead(status, all);
    outgoing.end(text);
  }
  return RESPONSE_ALREADY_SENT;
}

/** Answers 200, or another status, with a JSON text. */
export function answerJson(
  context: Context<AppVariables>,
  status: number,
  text: string,
  headers?: Readonly<Record<string, string>>,
): Response {
  return answer(context, { status, mediaType: "application/json", text, headers });
}
