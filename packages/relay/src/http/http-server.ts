import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { securityHeaders } from "../middleware/security-headers.ts";
import { fhirMediaType, httpOutcome, outcomeResponse } from "../routes/outcome-response.ts";
import { connectionLimit } from "./connection-limit.ts";
import { answerBrokenRequest, answerRaw } from "./raw-answer.ts";
import { busyRetryAfterSeconds, serverLimits } from "./server-limits.ts";

/** What {@link createHttpServer} is made from. */
export interface HttpServerOptions {
  /** `fetch` of the app. */
  readonly fetch: Parameters<typeof getRequestListener>[0];
  /** Longest time for a request body to arrive. */
  readonly bodyTimeoutMs: number;
  /** Most connections at once, as far as the system allows; one more is answered 503 and ended. */
  readonly maxConnections: number;
  /** Limits of Node's server in place of the relay's own. Default: none. */
  readonly limits?: ServerOptions;
}

/** Returns Node's server for the app, with its limits. It does not listen yet. */
export function createHttpServer({ fetch, bodyTimeoutMs, maxConnections, limits }: HttpServerOptions): Server {
  const listener = getRequestListener(fetch, {
    overrideGlobalObjects: false,
    errorHandler: () => outcomeResponse(400, httpOutcome("structure", "The address of this request cannot be read.")),
  });
  const answers = new WeakMap<Socket, ServerResponse>();
  const server = createServer({ ...serverLimits(bodyTimeoutMs), ...limits }, (incoming, outgoing) => {
    answers.set(incoming.socket, outgoing);
    const fault = headFault(incoming);
    if (fault === undefined) void listener(incoming, outgoing);
    else refuse(outgoing, 400, "structure", fault);
  });
  server.on("checkExpectation", (_incoming, outgoing: ServerResponse) =>
    refuse(outgoing, 417, "not-supported", "Expect nothing but 100-continue."),
  );
  server.on("clientError", (error, socket: Socket) => {
    const answer = answers.get(socket);
    // What is broken is the rest of a request that has its answer: a second one would be taken for that of the next.
    if (answer?.headersSent === true && !answer.req.complete) socket.destroySoon();
    else answerBrokenRequest(error, socket);
  });
  limitConnections(server, connectionLimit(maxConnections));
  return server;
}

/** Returns what is wrong with the head of a request that Node lets pass and the next reader may read otherwise. */
function headFault({ headers }: IncomingMessage): string | undefined {
  if (headers.host === undefined) return "Send Host.";
  const encoding = headers["transfer-encoding"];
  if (encoding !== undefined && encoding.toLowerCase() !== "chunked") return "Send no Transfer-Encoding but chunked.";
  return undefined;
}

function refuse(outgoing: ServerResponse, status: number, code: string, message: string): void {
  const text = JSON.stringify(httpOutcome(code, message));
  outgoing.writeHead(status, {
    ...securityHeaders(),
    "Content-Type": fhirMediaType,
    "Content-Length": Buffer.byteLength(text),
    Connection: "close",
  });
  outgoing.end(text);
}

function limitConnections(server: Server, most: number): void {
  let connections = 0;
  server.on("connection", (socket) => {
    connections += 1;
    socket.once("close", () => {
      connections -= 1;
    });
    if (connections <= most) return;
    const retryAfter = `Retry-After: ${busyRetryAfterSeconds}`;
    const message = "Too many are connected, and nothing was kept. Send it again later.";
    answerRaw(socket, "503 Service Unavailable", "throttled", message, [retryAfter]);
  });
}

/**
 * Ends a server: takes no new connection, lets the requests under way finish, and cuts those that take longer than
 * `limitMs`.
 */
export async function stopHttpServer(server: Server, limitMs: number): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const cut = setTimeout(() => server.closeAllConnections(), limitMs);
  await closed;
  clearTimeout(cut);
}
