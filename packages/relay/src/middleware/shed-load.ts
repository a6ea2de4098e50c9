import { createMiddleware } from "hono/factory";
import type { AppVariables } from "../routes/app-variables.ts";
import { answerOutcome, httpOutcome } from "../routes/outcome-response.ts";

/**
 * Answers 503 with `Retry-After` to what comes while `maxInFlight` requests are under way, before anything of it is read:
 * so those that were let in are answered in good time.
 */
export function shedLoad(maxInFlight: number) {
  let inFlight = 0;
  return createMiddleware<AppVariables>(async (context, next) => {
    if (inFlight >= maxInFlight) {
      const outcome = httpOutcome("throttled", "The relay is busy and kept nothing. Send it again later.");
      return answerOutcome(context, 503, outcome, { "Retry-After": "1" });
    }
    inFlight += 1;
    try {
      return await next();
    } finally {
      inFlight -= 1;
    }
  });
}
