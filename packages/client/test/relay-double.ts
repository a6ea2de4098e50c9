import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** What the next request meets. A number is that status, with an OperationOutcome. */
export type RelayFault =
  | "drop-request"
  | "drop-response"
  | "never-answer"
  | "captive-portal"
  | "other-id"
  | number
  | { readonly status: number; readonly retryAfterSeconds: number };

/** A local HTTP server that keeps to the relay's contract, with faults on demand. */
export interface RelayDouble {
  readonly url: string;
  /** Bodies stored, by record id, in the order of their arrival. */
  readonly stored: ReadonlyMap<string, string>;
  /** Record ids of all POST requests, refused and repeated ones included. */
  readonly posts: string[];
  readonly faults: RelayFault[];
  /** How long each answer to a POST takes, in milliseconds. Default: 0. */
  delayMs: number;
  /** POST requests under way at once, at most; set it to 0 to count anew. */
  mostAtOnce: number;
  /** Paths of the requests that are held without an answer. */
  readonly held: string[];
  /** Answers of `GET /v1/records/{id}` beside id, receivedAt and attempts. Default: `{ state: "waiting" }`. */
  delivery: Readonly<Record<string, unknown>>;
  /** Token asked for; none by default. */
  token: string | undefined;
  readonly close: () => Promise<void>;
}

const receivedAt = "2026-03-02T09:20:01.000Z";

export async function startRelayDouble(
  page?: (path: string) => { type: string; body: string } | undefined,
): Promise<RelayDouble> {
  const stored = new Map<string, string>();
  const posts: string[] = [];
  const faults: RelayFault[] = [];
  let underway = 0;

  const answer = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
    const type = status < 300 ? "application/json" : "application/fhir+json";
    response.writeHead(status, { "content-type": type, ...headers }).end(JSON.stringify(body));
  };
  const refuse = (response: ServerResponse, status: number, headers: Record<string, string> = {}) =>
    answer(
      response,
      status,
      {
        resourceType: "OperationOutcome",
        issue: [
          {
            severity: "error",
            code: "value",
            details: { text: "Refused on demand.", coding: [{ system: "urn:digital-factors:question", code: "part" }] },
          },
        ],
      },
      headers,
    );

  const take = (id: string, body: string, response: ServerResponse) => {
    const known = stored.get(id);
    if (known !== undefined && known !== body) return refuse(response, 409);
    stored.set(id, body);
    return answer(response, 202, { id, receivedAt, state: "waiting" });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    if (pathname.startsWith("/hold/")) return double.held.push(pathname);
    const file = page?.(pathname);
    if (file !== undefined) return response.writeHead(200, { "content-type": file.type }).end(file.body);
    if (double.token !== undefined && request.headers.authorization !== `Bearer ${double.token}`) {
      if (request.method === "POST") posts.push(String(request.headers["idempotency-key"]));
      return refuse(response, 401);
    }
    if (request.method === "GET" && pathname.startsWith("/v1/records/")) {
      const id = decodeURIComponent(pathname.slice("/v1/records/".length));
      if (!stored.has(id)) return refuse(response, 404);
      return answer(response, 200, { id, receivedAt, attempts: 1, issues: [], ...double.delivery });
    }
    if (request.method !== "POST" || pathname !== "/v1/records") return refuse(response, 404);
    const id = String(request.headers["idempotency-key"]);
    posts.push(id);
    underway += 1;
    double.mostAtOnce = Math.max(double.mostAtOnce, underway);
    response.once("close", () => {
      underway -= 1;
    });
    if (double.delayMs > 0) await delay(double.delayMs);
    const fault = faults.shift();
    switch (fault) {
      case undefined:
        return take(id, body, response);
      case "drop-request":
        return request.socket.destroy();
      case "drop-response":
        stored.set(id, body);
        return request.socket.destroy();
      case "never-answer":
        return undefined;
      case "captive-portal":
        return response.writeHead(200, { "content-type": "text/html" }).end("<title>Guest network: sign in</title>");
      case "other-id":
        return answer(response, 202, { id: "another", receivedAt, state: "waiting" });
      default:
        if (typeof fault === "number") return refuse(response, fault);
        return refuse(response, fault.status, { "retry-after": String(fault.retryAfterSeconds) });
    }
  };

  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const double: RelayDouble = {
    url: `http://127.0.0.1:${port}`,
    stored,
    posts,
    faults,
    delayMs: 0,
    mostAtOnce: 0,
    held: [],
    delivery: { state: "waiting" },
    token: undefined,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return double;
}
