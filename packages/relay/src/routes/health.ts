import { Hono } from "hono";
import type { Store } from "../store/store.ts";
import { answerJson } from "./answer.ts";
import type { AppVariables } from "./app-variables.ts";
import { answerOutcome, httpOutcome } from "./outcome-response.ts";

/** Longest wait for the store before it counts as one that cannot be used. */
const checkTimeoutMs = 2_000;

/** Time for which a check of the store counts: these routes ask for no token, and a check writes. */
const checkKeptMs = 500;

/** Seconds after which a client may try again. */
const retryAfterSeconds = "5";

/**
 * Returns `/healthz`, which says that the process works, and `/readyz`, which says that it can take records now. Why it
 * cannot is said in one word.
 */
export function healthRoutes(options: {
  readonly store: Pick<Store, "check">;
  readonly isStopping: () => boolean;
}): Hono<AppVariables> {
  const canStore = keptCheck(options.store);
  return new Hono<AppVariables>()
    .get("/healthz", (context) => answerJson(context, 200, '{"status":"ok"}'))
    .get("/readyz", async (context) => {
      const reason = options.isStopping() ? "stopping" : (await canStore()) ? undefined : "store";
      if (reason === undefined) return answerJson(context, 200, '{"status":"ready"}');
      const message =
        reason === "stopping"
          ? "The relay is stopping."
          : "The store cannot be used now. Nothing is kept until it can.";
      return answerOutcome(context, 503, httpOutcome("transient", message), { "Retry-After": retryAfterSeconds });
    });
}

/** One check at a time, whoever asks. */
function keptCheck(store: Pick<Store, "check">): () => Promise<boolean> {
  let current: Promise<boolean> | undefined;
  let endedAtMs = 0;
  return () => {
    if (current !== undefined && (endedAtMs === 0 || performance.now() - endedAtMs < checkKeptMs)) return current;
    endedAtMs = 0;
    current = answersInTime(store).finally(() => {
      endedAtMs = performance.now();
    });
    return current;
  };
}

async function answersInTime(store: Pick<Store, "check">): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), checkTimeoutMs);
  });
  const checked = store.check().then(
    () => true,
    () => false,
  );
  return await Promise.race([checked, tooLong]).finally(() => clearTimeout(timer));
}
