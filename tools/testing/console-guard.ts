import { afterAll, afterEach } from "vitest";

/*
 * A console line or a request that leaves this machine fails the test that caused it. A test that expects a line
 * replaces the console method with a spy; a test that expects a request answers it with msw or a local server.
 */

const loopbackHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);
const faults: string[] = [];

for (const method of ["debug", "info", "log", "warn", "error"] as const) {
  console[method] = (...parts: readonly unknown[]) => {
    faults.push(`console.${method}: ${parts.map(String).join(" ").slice(0, 500)}`);
  };
}

const send = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const { host, hostname, protocol } = requestUrl(input);
  if (/^https?:$/.test(protocol) && !loopbackHosts.has(hostname)) {
    faults.push(`unhandled request to ${host}`);
    throw new TypeError(`A test may not send to ${host}: answer the request with msw or a local server`);
  }
  return await send(input, init);
};

function requestUrl(input: RequestInfo | URL): URL {
  const address = input instanceof Request ? input.url : String(input);
  return new URL(address, globalThis.location?.href);
}

function failOnFaults(): void {
  const found = faults.splice(0);
  if (found.length > 0) throw new Error(`Unexpected during the test:\n${found.join("\n")}`);
}

afterEach(failOnFaults);
afterAll(failOnFaults);
