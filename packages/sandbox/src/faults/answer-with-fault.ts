import { fhirAnswer, gatewayAnswer } from "../handlers/answers.ts";
import type { Fault } from "./fault.ts";

/** What goes back to the client, for a server or msw to carry out. */
export interface SandboxAnswer {
  readonly response: Response;
  /** Where the connection breaks: nowhere, before any answer, or in the middle of the body. */
  readonly cut: "none" | "before-answer" | "in-body";
  /** Milliseconds to wait before the answer. */
  readonly delayMs: number;
}

/** Returns the answer to a request under `fault`; `answer` carries the request out and is called at most once. */
export async function answerWithFault(
  fault: Fault | undefined,
  answer: () => Promise<Response>,
): Promise<SandboxAnswer> {
  if (fault === undefined) return { response: await answer(), cut: "none", delayMs: 0 };
  const whole = (response: Response): SandboxAnswer => ({ response, cut: "none", delayMs: fault.delayMs ?? 0 });
  const stored = async (isByDefault: boolean) => {
    if (fault.isStored ?? isByDefault) await answer();
  };
  switch (fault.fault) {
    case "drop-request":
      return { ...whole(new Response(null)), cut: "before-answer" };
    case "drop-response":
      return { ...whole(await answer()), cut: "before-answer" };
    case "half-body":
      return { ...whole(await answer()), cut: "in-body" };
    case "slow":
      return { ...whole(await answer()), delayMs: fault.delayMs ?? 1_000 };
    case "401":
      return whole(gatewayAnswer(401, "The subscription key is not valid."));
    case "403":
      return whole(gatewayAnswer(403, "This subscription may not use this service."));
    case "429":
      return whole(gatewayAnswer(429, "Too many requests.", retryAfter(fault.retryAfterSeconds ?? 1)));
    case "500":
      await stored(false);
      return whole(gatewayAnswer(500, "The service failed."));
    case "503":
      await stored(false);
      return whole(gatewayAnswer(503, "The service is not available.", retryAfter(fault.retryAfterSeconds)));
    case "504":
      await stored(true);
      return whole(gatewayAnswer(504, "The service did not answer the gateway in time."));
    case "outcome-at-2xx":
      await stored(true);
      return whole(fhirAnswer(remark, 200));
  }
}

function retryAfter(seconds: number | undefined): Readonly<Record<string, string>> {
  return seconds === undefined ? {} : { "retry-after": String(seconds) };
}

const remark = {
  resourceType: "OperationOutcome",
  issue: [
    {
      severity: "warning",
      code: "informational",
      details: { text: "A remark in place of the event, made on demand." },
    },
  ],
};
