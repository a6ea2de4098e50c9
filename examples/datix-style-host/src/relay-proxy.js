import { toOperationOutcome } from "@digital-factors/core";

const limitMs = 15_000;
const passedHeaders = ["content-type", "retry-after"];

/**
 * Returns a handler that passes a request on to the relay with the token added here, on the server: the page holds no
 * token, and its policy stays `connect-src 'self'`.
 *
 * @param {Pick<import("./host-settings.js").HostSettings, "relayUrl" | "token">} settings
 * @returns {import("hono").Handler} Status, `Retry-After` and body of the relay; 502 with an `OperationOutcome` when it is away.
 */
export function relayProxy({ relayUrl, token }) {
  return async (context) => {
    const { method, headers, signal } = context.req.raw;
    const asked = new URL(context.req.url);
    const address = new URL(asked.pathname.replace(/^\/relay\//, ""), withSlash(relayUrl));
    const sent = new Headers();
    for (const name of ["content-type", "idempotency-key"]) {
      const value = headers.get(name);
      if (value !== null) sent.set(name, value);
    }
    if (token !== undefined) sent.set("authorization", `Bearer ${token}`);
    try {
      const answer = await fetch(address, {
        method,
        headers: sent,
        body: method === "GET" || method === "HEAD" ? null : await context.req.arrayBuffer(),
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
      });
      const kept = passedHeaders.flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value]];
      });
      return new Response(await answer.arrayBuffer(), {
        status: answer.status,
        headers: { ...Object.fromEntries(kept), "cache-control": "no-store" },
      });
    } catch {
      return outcome(502, "relay-away", "The relay cannot be reached. Send the same record again later.");
    }
  };
}

/**
 * Returns an answer that holds one fault as a FHIR `OperationOutcome`.
 *
 * @param {number} status HTTP status.
 * @param {string} rule Name of the broken rule.
 * @param {string} message What to do next, without any answer.
 * @param {Readonly<Record<string, string>>} [headers] More headers.
 */
export function outcome(status, rule, message, headers = {}) {
  const body = toOperationOutcome([{ severity: "error", code: "value", rule, message }]);
  return Response.json(body, {
    status,
    headers: { "content-type": "application/fhir+json", "cache-control": "no-store", ...headers },
  });
}

function withSlash(url) {
  return url.href.endsWith("/") ? url : new URL(`${url.href}/`);
}
