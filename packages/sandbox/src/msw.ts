import { delay, HttpResponse, http, type RequestHandler } from "msw";
import { elsewherePath } from "./faults/answer-with-fault.ts";
import { createSandboxCore, type SandboxRules } from "./handlers/sandbox-core.ts";

/**
 * What {@link sandboxHandlers} answers, and where.
 *
 * @example
 * const options: SandboxHandlersOptions = { baseUrl: "http://lfpse.test", subscriptionKey: "example" };
 */
export interface SandboxHandlersOptions extends SandboxRules {
  /** Start of every address, without a slash at its end. Default: `http://127.0.0.1:8082`. */
  readonly baseUrl?: string;
}

/**
 * Returns msw 2 request handlers that behave as the sandbox server does, faults and `/__sandbox` included. Each call makes
 * a sandbox of its own, with no events. A reset is a network error here: msw has no connection to reset.
 *
 * @param options - Base address, the subscription key that clients must send, and how it behaves.
 * @returns Handlers for `setupServer` of `msw/node` or `setupWorker` of `msw/browser`.
 * @throws {RangeError} if the subscription key is empty, there is no taxonomy, or random faults are out of bounds.
 * @example
 * const handlers = sandboxHandlers({ baseUrl: "http://lfpse.test", subscriptionKey: "example" });
 */
export function sandboxHandlers(options: SandboxHandlersOptions): readonly RequestHandler[] {
  const { baseUrl = "http://127.0.0.1:8082", ...rules } = options;
  const core = createSandboxCore(rules);
  const { pathname } = new URL(baseUrl);
  const basePath = pathname.replace(/\/$/, "");
  const paths = ["/adverse-event/*", "/taxonomy/*", "/__sandbox/*", "/healthz"];
  // Where a redirect ends is on another host.
  return [...paths.map((path) => `${baseUrl}${path}`), `*${elsewherePath}`].map((address) =>
    http.all(address, async ({ request }) => {
      const url = new URL(request.url);
      if (url.pathname.startsWith(`${basePath}/`)) url.pathname = url.pathname.slice(basePath.length);
      const answer = await core.handle(basePath === "" ? request : new Request(url, request));
      if (answer.delayMs > 0) await delay(answer.delayMs);
      if (answer.cut === "never") await delay("infinite");
      if (answer.cut === "before-answer" || answer.cut === "reset") return HttpResponse.error();
      return answer.cut === "in-body" ? await breakOff(answer.response) : answer.response;
    }),
  );
}

/** Returns the answer with a body that fails after its first half. */
async function breakOff(response: Response): Promise<Response> {
  const body = new Uint8Array(await response.arrayBuffer());
  const chunks = [body.subarray(0, Math.floor(body.length / 2))];
  const half = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const chunk = chunks.shift();
      if (chunk === undefined) controller.error(new TypeError("The connection was cut on demand."));
      else controller.enqueue(chunk);
    },
  });
  return new Response(half, { status: response.status, headers: response.headers });
}
