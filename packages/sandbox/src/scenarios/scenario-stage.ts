import { isDeepStrictEqual } from "node:util";
import type { ScenarioExpectation } from "./scenario.ts";

/** Where a scenario is played: a running sandbox, reached over HTTP. */
export interface ScenarioStage {
  readonly send: (method: string, path: string, body?: unknown, timeoutMs?: number) => Promise<StageAnswer>;
  /** Returns in words what is not as expected; nothing if all is. */
  readonly unmet: (expectation: ScenarioExpectation) => Promise<readonly string[]>;
}

/** What came back: a status with the answer's id where it has one, or a connection that broke. */
export type StageAnswer = { readonly status: number; readonly id?: string } | { readonly status: "broken" };

/** What is needed to reach the sandbox. */
export interface StageOptions {
  readonly url: string;
  readonly subscriptionKey: string;
}

/** Returns a stage whose counts begin now. */
export async function openStage({ url, subscriptionKey }: StageOptions): Promise<ScenarioStage> {
  const ask = async (path: string) => {
    const answer: unknown = await (await fetch(`${url}/__sandbox/${path}`)).json();
    return Object(answer) as Readonly<Record<string, unknown>>;
  };
  const requestNumbers = async () =>
    listOf((await ask("traffic")).traffic)
      .filter(({ path }) => String(path).startsWith("AdverseEvent"))
      .map(({ number }) => Number(number));
  const seenBefore = Math.max(0, ...(await requestNumbers()));

  return {
    send: async (method, path, body, timeoutMs = 5_000) => {
      try {
        const response = await fetch(`${url}${path}`, {
          method,
          redirect: "manual",
          headers: { "Ocp-Apim-Subscription-Key": subscriptionKey, "Content-Type": "application/json" },
          signal: AbortSignal.timeout(timeoutMs),
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const id = idIn(await response.text());
        return { status: response.status, ...(id === undefined ? {} : { id }) };
      } catch {
        return { status: "broken" };
      }
    },
    unmet: async (expectation) => {
      const events = listOf((await ask("events")).events);
      const found: Required<ScenarioExpectation> = {
        events: events.filter(({ deleted }) => deleted !== true).length,
        deleted: events.filter(({ deleted }) => deleted === true).length,
        versions: events.map(({ versions }) => listOf(versions).length),
        requests: (await requestNumbers()).filter((number) => number > seenBefore).length,
        faultsLeft: Number((await ask("faults")).queued),
      };
      return Object.entries(found).flatMap(([name, value]) => {
        const wanted = expectation[name as keyof ScenarioExpectation];
        return wanted === undefined || isDeepStrictEqual(wanted, value)
          ? []
          : [`${name}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(value)}`];
      });
    },
  };
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value : [];
}

function idIn(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    const { id }: Readonly<Record<string, unknown>> = { ...Object(answer) };
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}
