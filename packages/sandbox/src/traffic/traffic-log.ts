import type { Issue } from "@digital-factors/core";
import type { SandboxAnswer } from "../faults/answer-with-fault.ts";
import type { FaultName } from "../faults/fault.ts";
import type { Exchange } from "../handlers/exchange.ts";
import type { SentBody } from "../handlers/sent-body.ts";
import { numbered } from "./numbered.ts";
import type { PathClass, TrafficEntry, TrafficIssue } from "./traffic-entry.ts";

/** A request and its answer, as the sandbox has them in hand. */
export interface Traffic {
  readonly request: Request;
  readonly receivedAtMs: number;
  readonly exchange: Exchange;
  readonly fault: FaultName | undefined;
  readonly answer: SandboxAnswer;
}

/** What the sandbox remembers of the requests it got. */
export interface TrafficLog {
  readonly add: (traffic: Traffic) => void;
  readonly list: () => readonly TrafficEntry[];
  /** How many of the oldest were given up to keep memory bounded. */
  readonly forgotten: () => number;
  /** Keeps what came before apart from what comes now. */
  readonly startAfresh: () => void;
  readonly clear: () => void;
}

const mostEntries = 10_000;

/** Returns an empty log. `subscriptionKey` is only compared with, never kept in an entry. */
export function createTrafficLog(subscriptionKey: string, now: () => Date): TrafficLog {
  const entries: TrafficEntry[] = [];
  const bodies = numbered();
  const events = numbered();
  const targets = numbered();
  let count = 0;
  let run = 1;

  return {
    add: ({ request, receivedAtMs, exchange, fault, answer }) => {
      const { pathname, search } = new URL(request.url);
      const { path, id } = pathClassOf(pathname);
      const sentKey = request.headers.get("ocp-apim-subscription-key");
      const text = "text" in exchange.sent ? exchange.sent.text : undefined;
      const event = eventKeyOf(exchange.sent);
      const { status, headers } = answer.response;
      const retryAfter = headers.get("retry-after");
      const isAnswered = answer.cut === "none" || answer.cut === "in-body";
      count += 1;
      entries.push({
        number: count,
        run,
        receivedAtMs,
        answeredAtMs: now().getTime() + answer.delayMs,
        method: methods.find((each) => each === request.method) ?? "another",
        path,
        status: isAnswered ? status : null,
        key: sentKey === null ? "none" : sentKey === subscriptionKey ? "right" : "wrong",
        isKeyInUrl: isKeyIn(`${pathname}${search}`, subscriptionKey),
        nulls: exchange.sent.kind === "json" ? exchange.sent.nulls : 0,
        empties: exchange.sent.kind === "json" ? exchange.sent.empties : 0,
        issues: exchange.issues.map(withoutWords),
        ...(id === undefined ? {} : { target: targets.of(id) }),
        ...(fault === undefined ? {} : { fault }),
        ...(retryAfter === null || !isAnswered ? {} : { retryAfterSeconds: Number(retryAfter) }),
        ...(exchange.done === undefined ? {} : { done: exchange.done }),
        ...(exchange.version === undefined ? {} : { version: exchange.version }),
        ...(text === undefined ? {} : { body: bodies.of(text) }),
        ...(event === undefined ? {} : { event: events.of(event) }),
      });
      if (entries.length > mostEntries) entries.shift();
    },
    list: () => [...entries],
    forgotten: () => count - entries.length,
    startAfresh: () => {
      run += 1;
    },
    clear: () => {
      entries.length = 0;
      count = 0;
      for (const each of [bodies, events, targets]) each.clear();
    },
  };
}

const methods = ["GET", "POST", "PUT", "DELETE"] as const;

function pathClassOf(pathname: string): { readonly path: PathClass; readonly id?: string } {
  if (pathname.endsWith("/__sandbox/elsewhere")) return { path: "elsewhere" };
  const [, service, rest = ""] = /^\/(adverse-event|taxonomy)\/fhir\/(.*)$/.exec(pathname) ?? [];
  if (service === "taxonomy") return { path: "taxonomy" };
  if (rest === "AdverseEvent" || rest === "metadata") return { path: rest };
  const [, id] = /^AdverseEvent\/(.+)$/.exec(rest) ?? [];
  return id === undefined ? { path: "another" } : { path: "AdverseEvent/{id}", id };
}

function isKeyIn(address: string, subscriptionKey: string): boolean {
  return (
    address.includes(subscriptionKey) ||
    address.includes(encodeURIComponent(subscriptionKey)) ||
    /[?&]subscription-key=/i.test(address)
  );
}

/** What makes two bodies tell of one event, so that a changed repetition is known as one. */
function eventKeyOf(sent: SentBody): string | undefined {
  if (sent.kind !== "json" || typeof sent.value !== "object" || sent.value === null) return undefined;
  const { type, event, date, description }: Readonly<Record<string, unknown>> = { ...sent.value };
  return JSON.stringify([type ?? event ?? null, date ?? null, description ?? null]);
}

function withoutWords({ severity, code, expression, ...rest }: Issue): TrafficIssue {
  return {
    severity,
    code,
    ...("rule" in rest ? { rule: rest.rule } : {}),
    ...(expression === undefined ? {} : { expression }),
  };
}
