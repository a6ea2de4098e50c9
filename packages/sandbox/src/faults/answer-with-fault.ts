import { fhirAnswer, gatewayAnswer } from "../handlers/answers.ts";
import { dripped } from "./dripped.ts";
import { type Fault, type FaultName, faultDefinitions } from "./fault.ts";
import { largeBody, manyIssues, portalPage, remark, withoutId, withText } from "./fault-bodies.ts";

/** What goes back to the client, for a server or msw to carry out. */
export interface SandboxAnswer {
  readonly response: Response;
  /** Where the connection breaks: nowhere, before any answer, by a reset, in the middle of the body; or no answer ever. */
  readonly cut: "none" | "before-answer" | "reset" | "in-body" | "never";
  /** Milliseconds to wait before the answer. */
  readonly delayMs: number;
}

/** Faults in how the right answer arrives: without the answer there is nothing to spoil. */
const needAnswer: readonly FaultName[] = [
  "half-body",
  "slow-body",
  "slow",
  "large-body",
  "wrong-content-type",
  "malformed-json",
  "event-without-id",
];

/** Path of this sandbox where a redirect ends, to see what a client brings along. */
export const elsewherePath = "/__sandbox/elsewhere";

/**
 * Returns the answer to a request under `fault`; `answer` carries the request out and is called at most once.
 *
 * @param url - Address of the request, from which a redirect finds another host.
 */
export async function answerWithFault(
  fault: Fault | undefined,
  url: URL,
  answer: () => Promise<Response>,
): Promise<SandboxAnswer> {
  if (fault === undefined) return { response: await answer(), cut: "none", delayMs: 0 };
  const isAnswerNeeded = needAnswer.includes(fault.fault);
  const isStored = fault.isStored ?? faultDefinitions[fault.fault].isStored;
  const carriedOut = isAnswerNeeded || isStored ? await answer() : undefined;
  return {
    response: await faultyResponse(fault, url, carriedOut ?? new Response(null)),
    cut: cutOf(fault),
    delayMs: fault.delayMs ?? (fault.fault === "slow" ? 1_000 : 0),
  };
}

function cutOf({ fault }: Fault): SandboxAnswer["cut"] {
  if (fault === "drop-request" || fault === "drop-response") return "before-answer";
  if (fault === "reset") return "reset";
  if (fault === "half-body") return "in-body";
  return fault === "black-hole" ? "never" : "none";
}

async function faultyResponse(fault: Fault, url: URL, response: Response): Promise<Response> {
  switch (fault.fault) {
    case "drop-request":
    case "drop-response":
    case "reset":
    case "black-hole":
    case "half-body":
    case "slow":
      return response;
    case "slow-body":
      return dripped(response, fault.bytesPerSecond ?? 1);
    case "401":
      return gatewayAnswer(401, "The subscription key is not valid.");
    case "403":
      return gatewayAnswer(403, "This subscription may not use this service.");
    case "408":
      return gatewayAnswer(408, "The request did not come in time.");
    case "429":
      return gatewayAnswer(429, "Too many requests.", retryAfter(fault.retryAfterSeconds ?? 1));
    case "500":
      return gatewayAnswer(500, "The service failed.");
    case "502":
      return gatewayAnswer(502, "The gateway had no valid answer from the service.");
    case "503":
      return gatewayAnswer(503, "The service is not available.", retryAfter(fault.retryAfterSeconds));
    case "504":
      return gatewayAnswer(504, "The service did not answer the gateway in time.");
    case "outcome-at-2xx":
      return fhirAnswer(remark, 200);
    case "many-issues":
      return fhirAnswer(manyIssues(fault.issueCount ?? 1_000), 400);
    case "html-at-2xx":
      return new Response(portalPage, { status: 200, headers: { "content-type": "text/html; charset=utf-8" } });
    case "redirect":
      return new Response(null, {
        status: fault.status ?? 302,
        headers: { location: fault.location ?? elsewhere(url) },
      });
    case "large-body":
      return await largeBody(response, fault.bytes ?? 10_000_000);
    case "wrong-content-type":
      return withText(response, await response.text(), "text/plain; charset=utf-8");
    case "malformed-json":
      return withText(response, `{"resourceType":"AdverseEvent","id":${(await response.text()).slice(0, 40)}`);
    case "event-without-id":
      return await withoutId(response);
  }
}

function retryAfter(seconds: number | undefined): Readonly<Record<string, string>> {
  return seconds === undefined ? {} : { "retry-after": String(seconds) };
}

/** Returns the address of this sandbox under another host name, so that a client that follows can be seen. */
function elsewhere({ protocol, hostname, port }: URL): string {
  const otherName = { "127.0.0.1": "localhost", "[::1]": "localhost", localhost: "127.0.0.1" }[hostname];
  return `${protocol}//${otherName ?? "elsewhere.invalid"}${port === "" ? "" : `:${port}`}${elsewherePath}`;
}
