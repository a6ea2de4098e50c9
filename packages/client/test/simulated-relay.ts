import type { Clock } from "@digital-factors/client";

/** What the next request meets. */
export type SimulatedFault =
  | "drop-request"
  | "drop-response"
  | "black-hole"
  | "stored-black-hole"
  | "captive-portal"
  | "other-id"
  | "half-body"
  | { readonly status: number; readonly retryAfter?: string }
  | { readonly slowMs: number };

/** A relay in simulated time that keeps to the contract, once its faults are used up. */
export interface SimulatedRelay {
  readonly faults: SimulatedFault[];
  /** Every body it stored, in their order: one for each record, if nothing goes wrong. */
  readonly stored: { readonly id: string; readonly body: string }[];
  /** Requests of living tabs that were under way at once, at most. */
  readonly mostAtOnce: () => number;
  readonly posts: () => number;
  /** Returns the `fetch` of one tab. */
  readonly fetchOf: (clock: Clock, isAlive: () => boolean) => typeof globalThis.fetch;
}

export function createSimulatedRelay(): SimulatedRelay {
  const faults: SimulatedFault[] = [];
  const stored: { id: string; body: string }[] = [];
  const underway = new Set<() => boolean>();
  let most = 0;
  let posts = 0;

  const answer = (status: number, body: string, headers: Record<string, string>) =>
    // Read without a stream, so that reading needs no more than a step.
    Object.assign(new Response(null, { status, headers }), { text: async () => body });
  const json = { "content-type": "application/json" };
  const take = (id: string, body: string) => {
    const known = stored.find((each) => each.id === id);
    if (known === undefined) stored.push({ id, body });
    else if (known.body !== body) return refuse(409);
    return answer(202, JSON.stringify({ id, receivedAt: "2026-03-02T09:20:01.000Z", state: "waiting" }), json);
  };
  const refuse = (status: number, retryAfter?: string) => {
    const outcome = { resourceType: "OperationOutcome", issue: [{ severity: "error", code: "transient" }] };
    return answer(status, JSON.stringify(outcome), {
      "content-type": "application/fhir+json",
      ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
    });
  };
  const aborted = (signal: AbortSignal | null | undefined) =>
    new Promise<never>((_, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    });

  return {
    faults,
    stored,
    mostAtOnce: () => most,
    posts: () => posts,
    fetchOf: (clock, isAlive) => async (_, init) => {
      const mine = isAlive.bind(undefined);
      underway.add(mine);
      most = Math.max(most, [...underway].filter((isLiving) => isLiving()).length);
      posts += 1;
      const id = new Headers(init?.headers).get("idempotency-key") ?? "";
      const body = String(init?.body);
      try {
        await Promise.resolve();
        const fault = faults.shift();
        const lost = () => new TypeError("Failed to fetch");
        if (fault === undefined) return take(id, body);
        if (typeof fault === "object") {
          if ("status" in fault) return refuse(fault.status, fault.retryAfter);
          const later = new Promise<Response>((resolve) => {
            // What has left arrives, whatever becomes of the tab that sent it.
            clock.after(fault.slowMs, () => resolve(take(id, body)));
          });
          return await Promise.race([later, aborted(init?.signal)]);
        }
        switch (fault) {
          case "drop-request":
            throw lost();
          case "drop-response":
            take(id, body);
            throw lost();
          case "stored-black-hole":
            take(id, body);
            return await aborted(init?.signal);
          case "black-hole":
            return await aborted(init?.signal);
          case "captive-portal":
            return answer(200, "<title>Sign in</title>", { "content-type": "text/html" });
          case "other-id":
            return answer(202, '{"id":"another","receivedAt":"2026-03-02T09:20:01.000Z"}', json);
          case "half-body":
            take(id, body);
            return answer(202, `{"id":"${id}","rec`, json);
        }
      } finally {
        underway.delete(mine);
      }
    },
  };
}
