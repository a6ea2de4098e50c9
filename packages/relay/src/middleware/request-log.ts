import { randomUUID } from "node:crypto";
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { Logger } from "pino";
import type { AppVariables } from "../routes/app-variables.ts";

/**
 * How one request ended: no address, header or body in it.
 *
 * @example
 * const isSlow = ({ durationMs }: FinishedRequest) => durationMs > 1000;
 */
export interface FinishedRequest {
  readonly requestId: string;
  readonly method: string;
  /** Pattern of its path, such as `/v1/records/:id`. */
  readonly route: string;
  readonly status: number;
  /** From its headers to its answer, in milliseconds. */
  readonly durationMs: number;
}

/** What {@link requestLog} works with. */
export interface RequestLogOptions {
  readonly log: Logger;
  /** Headers of every answer. */
  readonly headers: Readonly<Record<string, string>>;
  readonly isStopping: () => boolean;
  readonly onFinished: (request: FinishedRequest) => void;
}

/** Routes that a machine asks every few seconds. */
const quietRoutes: readonly string[] = ["/healthz", "/readyz", "/metrics"];

/** Gives each request an id of our own and the headers of its answer, and logs how it ended. */
export function requestLog({ log, headers, isStopping, onFinished }: RequestLogOptions) {
  return createMiddleware<AppVariables>(async (context, next) => {
    const startedAtMs = performance.now();
    const requestId = randomUUID();
    const answerHeaders: Record<string, string> = { ...headers, "X-Request-Id": requestId };
    // So that a client with a connection of its own finds the relay that takes over.
    if (isStopping()) answerHeaders.Connection = "close";
    context.set("requestId", requestId);
    context.set("answerHeaders", answerHeaders);
    await next();
    const answered = context.get("answeredStatus");
    if (answered === undefined) addHeaders(context.res.headers, answerHeaders);
    const finished: FinishedRequest = {
      requestId,
      method: context.req.method,
      route: routePath(context, -1),
      status: answered ?? context.res.status,
      durationMs: Math.round((performance.now() - startedAtMs) * 10) / 10,
    };
    if (quietRoutes.includes(finished.route)) log.debug(finished, "request");
    else log.info(finished, "request");
    onFinished(finished);
  });
}

/** A page has a policy of its own; what it does not say is as everywhere. */
function addHeaders(headers: Headers, added: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(added)) if (!headers.has(name)) headers.set(name, value);
}
