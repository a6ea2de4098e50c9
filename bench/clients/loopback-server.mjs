// The far side: a server of this computer alone, which does one fault and writes down what reaches it.
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

/** Headers by which a server can tell that two requests mean one create. */
const keyHeaders = ["idempotency-key", "x-idempotency-key", "if-none-exist", "repeatability-request-id"];
/** Headers that only name the request, for logs. */
const idHeaders = ["x-ms-client-request-id", "amz-sdk-invocation-id", "x-request-id", "x-correlation-id"];

const first = (headers, names) => names.find((name) => headers[name] !== undefined);

/** What is kept of a request: of its secrets, only which of them came. */
async function read(request, credentials) {
  const arrivedAtMs = performance.now();
  const digest = createHash("sha256");
  let bytes = 0;
  for await (const piece of request) {
    bytes += piece.length;
    digest.update(piece);
  }
  const { headers, method } = request;
  const sentHeaders = JSON.stringify(headers);
  const named = (names) => {
    const header = first(headers, names);
    return header === undefined ? undefined : { header, value: headers[header] };
  };
  return {
    arrivedAtMs,
    method,
    bodyBytes: bytes,
    bodyDigest: digest.digest("hex"),
    key: named(keyHeaders),
    id: named(idHeaders),
    credentials: Object.keys(credentials).filter((name) => sentHeaders.includes(credentials[name])),
  };
}

async function listen(host, handle) {
  const server = createServer((request, response) => {
    // A client that goes away while it is answered is no fault of the bench.
    response.on("error", () => {});
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(0, host);
  await once(server, "listening");
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://${host}:${server.address().port}`, stop };
}

/**
 * Starts the far side of one trial, and a second host for it to redirect to.
 *
 * @returns its address, what reached each host so far, and how to stop both.
 */
export async function serveFault(fault, { accepted, credentials }) {
  const requests = [];
  const elsewhere = [];
  const other = await listen("localhost", async (request, response) => {
    elsewhere.push(await read(request, credentials));
    const { status, headers = {}, body } = accepted;
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const server = await listen("127.0.0.1", async (request, response) => {
    const seen = await read(request, credentials);
    requests.push(seen);
    response.once("close", () => {
      seen.endedAtMs = performance.now();
      seen.isWhole = response.writableFinished;
    });
    // By now one more request may have come, so its number is taken from its place.
    const n = requests.indexOf(seen) + 1;
    await fault.answer({ response, n, accepted, elsewhere: `${other.origin}/${randomUUID()}` });
  });
  return {
    origin: server.origin,
    requests,
    elsewhere,
    stop: async () => {
      await Promise.all([server.stop(), other.stop()]);
    },
  };
}
