import { type Fault, parseFault } from "../faults/fault.ts";
import { type Parsed, problem } from "../settings/parsed.ts";
import { parseSettings } from "../settings/settings.ts";

/**
 * A story played on a sandbox: what it is to do to the next requests, requests of its own, and what must then be true.
 *
 * @example
 * const scenario: Scenario = {
 *   name: "One event arrives",
 *   steps: [{ expect: { events: 1 }, withinMs: 10_000 }],
 * };
 */
export interface Scenario {
  readonly name: string;
  readonly about?: string;
  /** 1 to 1,000. */
  readonly steps: readonly ScenarioStep[];
}

/**
 * One step: a fault for the next requests, switches, a request to send, or what must be true.
 *
 * @example
 * const step: ScenarioStep = { fault: { fault: "429", times: 2 } };
 */
export type ScenarioStep =
  | { readonly fault: Fault }
  | { readonly settings: Readonly<Record<string, unknown>> }
  | { readonly send: ScenarioRequest }
  | { readonly expect: ScenarioExpectation; readonly withinMs?: number };

/**
 * A request that the player sends in place of a client.
 *
 * @example
 * const request: ScenarioRequest = { method: "POST", event: "prescribing-update-5", as: "first", status: 201 };
 */
export interface ScenarioRequest {
  readonly method: "POST" | "PUT" | "DELETE";
  /** Name of a fixture, or the whole resource. Not for DELETE. */
  readonly event?: string | object;
  /** Name by which later steps find the event of the answer. */
  readonly as?: string;
  /** For PUT and DELETE: the name given by `as`. */
  readonly to?: string;
  /** Status that must come back; `broken` for a connection that breaks or an answer that never comes. */
  readonly status?: number | "broken";
  /** Default 5,000. */
  readonly timeoutMs?: number;
}

/**
 * What must be true of the sandbox. Only what is named is looked at.
 *
 * @example
 * const expectation: ScenarioExpectation = { events: 1, deleted: 0, versions: [2], requests: 3 };
 */
export interface ScenarioExpectation {
  /** Events that are there, deleted ones not counted. */
  readonly events?: number;
  readonly deleted?: number;
  /** How many versions each event has, deleted ones included, oldest event first. */
  readonly versions?: readonly number[];
  /** AdverseEvent requests since the scenario began. */
  readonly requests?: number;
  /** Faults that still wait for a request. */
  readonly faultsLeft?: number;
}

/** Returns the scenario in `input`, or in words what is wrong with it and in which step. Never throws. */
export function parseScenario(input: unknown): Parsed<Scenario> {
  if (!isObject(input)) return problem("A scenario is a JSON object with a name and steps.");
  const { name, about, steps } = input;
  if (typeof name !== "string" || name === "") return problem("Give the scenario a name.");
  if (about !== undefined && typeof about !== "string") return problem("about must be text.");
  if (!Array.isArray(steps) || steps.length === 0 || steps.length > 1_000) return problem("Give 1 to 1,000 steps.");
  const read: ScenarioStep[] = [];
  for (const [index, step] of steps.entries()) {
    const parsed = parseStep(step);
    if (!parsed.ok) return problem(`Step ${index + 1}: ${parsed.message}`);
    read.push(parsed.value);
  }
  return { ok: true, value: { name, ...(about === undefined ? {} : { about }), steps: read } };
}

function parseStep(step: unknown): Parsed<ScenarioStep> {
  const kinds = ["fault", "settings", "send", "expect"];
  if (!isObject(step)) return problem("a step is an object.");
  const names = Object.keys(step).filter((name) => name !== "withinMs");
  if (names.length !== 1 || !kinds.includes(String(names[0]))) return problem(`name one of: ${kinds.join(", ")}.`);
  if ("fault" in step) {
    const parsed = parseFault(step.fault);
    return parsed.ok ? { ok: true, value: { fault: parsed.value } } : parsed;
  }
  if ("settings" in step) {
    const parsed = parseSettings(step.settings);
    return parsed.ok ? { ok: true, value: { settings: { ...Object(step.settings) } } } : parsed;
  }
  return "send" in step ? parseRequest(step.send) : parseExpectation(step.expect, step.withinMs);
}

function parseRequest(send: unknown): Parsed<ScenarioStep> {
  if (!isObject(send)) return problem("send is an object.");
  const unknown = unknownIn(send, ["method", "event", "as", "to", "status", "timeoutMs"]);
  if (unknown !== undefined) return unknown;
  const { event, as, to, status, timeoutMs } = send;
  const method = (["POST", "PUT", "DELETE"] as const).find((each) => each === send.method);
  if (method === undefined) return problem("method must be POST, PUT or DELETE.");
  if (event !== undefined && typeof event !== "string" && !isObject(event)) {
    return problem("event is the name of a fixture or a resource.");
  }
  if ((method === "DELETE") !== (event === undefined)) return problem("POST and PUT have an event, DELETE has none.");
  if ((method === "POST") !== (to === undefined))
    return problem("PUT and DELETE say in `to` which event, POST does not.");
  if (as !== undefined && typeof as !== "string") return problem("as must be text.");
  if (to !== undefined && typeof to !== "string") return problem("to must be text.");
  if (status !== undefined && status !== "broken" && !isCount(status))
    return problem('status is a number or "broken".');
  if (timeoutMs !== undefined && !isCount(timeoutMs)) return problem("timeoutMs must be an integer from 0 to 600000.");
  return {
    ok: true,
    value: {
      send: {
        method,
        ...(event === undefined ? {} : { event }),
        ...(as === undefined ? {} : { as }),
        ...(to === undefined ? {} : { to }),
        ...(status === undefined ? {} : { status }),
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      },
    },
  };
}

const counts = ["events", "deleted", "requests", "faultsLeft"] as const;

function parseExpectation(expect: unknown, withinMs: unknown): Parsed<ScenarioStep> {
  if (!isObject(expect)) return problem("expect is an object.");
  const unknown = unknownIn(expect, [...counts, "versions"]);
  if (unknown !== undefined) return unknown;
  if (withinMs !== undefined && !isCount(withinMs)) return problem("withinMs must be an integer from 0 to 600000.");
  const found: Record<string, number> = {};
  for (const name of counts) {
    const value = expect[name];
    if (value === undefined) continue;
    if (!isCount(value)) return problem(`${name} must be an integer from 0 to 600000.`);
    found[name] = value;
  }
  const { versions } = expect;
  if (versions !== undefined && !(Array.isArray(versions) && versions.every(isCount))) {
    return problem("versions is a list of integers.");
  }
  const expectation: ScenarioExpectation = { ...found, ...(versions === undefined ? {} : { versions }) };
  return { ok: true, value: { expect: expectation, ...(withinMs === undefined ? {} : { withinMs }) } };
}

function unknownIn(fields: object, known: readonly string[]) {
  return Object.keys(fields).every((name) => known.includes(name))
    ? undefined
    : problem(`only these are known here: ${known.join(", ")}.`);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 600_000;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
