import type { Clock } from "@digital-factors/client/lfpse";

/** What may go wrong with one request. `stored`: it was carried out all the same. */
export const simulatedFaults = [
  "none",
  "refused-connection",
  "reset",
  "reset-stored",
  "503",
  "500",
  "500-stored",
  "429",
  "401",
  "html",
  "outcome-stored",
] as const;

/** One request: its fault and how long its answer takes. */
export interface SimulatedTurn {
  readonly fault: (typeof simulatedFaults)[number];
  readonly latencyMs: number;
}

/** One event as the simulated service holds it: the numbers of the contents it was given, in order. */
export interface SimulatedEvent {
  readonly id: string;
  readonly record: string;
  readonly contents: number[];
  isDeleted: boolean;
}

/** A stand-in of LFPSE on a clock that a test moves. */
export interface SimulatedLfpse {
  readonly events: readonly SimulatedEvent[];
  readonly fetch: typeof globalThis.fetch;
  /** From now on nothing goes wrong. */
  readonly recover: () => void;
}

const faulty: Readonly<Record<string, { readonly isStored: boolean; readonly answer: () => Response }>> = {
  "503": { isStored: false, answer: () => new Response("", { status: 503 }) },
  "500": { isStored: false, answer: () => new Response("", { status: 500 }) },
  "500-stored": { isStored: true, answer: () => new Response("", { status: 500 }) },
  "429": { isStored: false, answer: () => new Response("", { status: 429, headers: { "Retry-After": "20" } }) },
  "401": { isStored: false, answer: () => new Response("", { status: 401 }) },
  html: {
    isStored: false,
    answer: () => new Response("<html>Sign in</html>", { headers: { "Content-Type": "text/html" } }),
  },
  "outcome-stored": { isStored: true, answer: () => Response.json({ resourceType: "OperationOutcome", issue: [] }) },
};

/**
 * Returns a service that carries out each request when it arrives and answers later, with the faults of `turns` in their
 * order. A withdrawn event is not known any more. A content that says `refused` is refused with 400, and says which record and which content it is by `record <id>
 * content <number>`.
 */
export function createSimulatedLfpse(clock: Clock, turns: readonly SimulatedTurn[]): SimulatedLfpse {
  const events: SimulatedEvent[] = [];
  let next = 0;
  let isWell = false;

  function carryOut(method: string, id: string | undefined, body: string): Response {
    if (body.includes("refused")) {
      const issue = [{ severity: "error", code: "value", diagnostics: "No." }];
      return Response.json({ resourceType: "OperationOutcome", issue }, { status: 400 });
    }
    const [, record = "", number = ""] = /record (\S+) content (\d+)/.exec(body) ?? [];
    if (method === "POST") {
      const event = { id: `event-${events.length + 1}`, record, contents: [Number(number)], isDeleted: false };
      events.push(event);
      return answerOf(event);
    }
    const event = events.find((each) => each.id === id);
    if (event === undefined || event.isDeleted) {
      const issue = [{ severity: "error", code: "not-found", diagnostics: "There is no such event." }];
      return Response.json({ resourceType: "OperationOutcome", issue }, { status: 404 });
    }
    if (method === "DELETE") {
      event.isDeleted = true;
      return new Response("", { status: 200 });
    }
    event.contents.push(Number(number));
    return answerOf(event);
  }

  return {
    events,
    recover: () => {
      isWell = true;
    },
    fetch: async (input, init) => {
      const turn = isWell ? undefined : turns[next % Math.max(1, turns.length)];
      next += 1;
      const { fault = "none", latencyMs = 5 } = turn ?? {};
      const id = /AdverseEvent\/([^/]+)$/.exec(String(input))?.[1];
      const isStored = fault === "none" || fault === "reset-stored" || faulty[fault]?.isStored === true;
      const done = isStored ? carryOut(init?.method ?? "", id, String(init?.body ?? "")) : undefined;
      await new Promise<void>((resolve, reject) => {
        const cancel = clock.after(latencyMs, resolve);
        init?.signal?.addEventListener("abort", () => {
          cancel();
          reject(new DOMException("Ended.", "AbortError"));
        });
      });
      if (fault === "refused-connection") throw brokenBy("ECONNREFUSED");
      if (fault === "reset" || fault === "reset-stored") throw brokenBy("ECONNRESET");
      return faulty[fault]?.answer() ?? done ?? new Response("", { status: 500 });
    },
  };
}

function answerOf({ id, contents }: SimulatedEvent): Response {
  return Response.json({ resourceType: "AdverseEvent", id, meta: { versionId: String(contents.length) } });
}

function brokenBy(code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("broken"), { code }) });
}
