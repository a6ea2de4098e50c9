import { setTimeout as wait } from "node:timers/promises";
import { adverseEventFixtures } from "../fixtures/adverse-event-fixtures.ts";
import { fullAdverseEvent } from "../fixtures/full-adverse-event.ts";
import { minimalAdverseEvent } from "../fixtures/minimal-adverse-event.ts";
import { parseScenario, type Scenario, type ScenarioRequest, type ScenarioStep } from "./scenario.ts";
import { openStage, type ScenarioStage, type StageOptions } from "./scenario-stage.ts";

/**
 * What came of a scenario: each step in words, with what was not as expected.
 *
 * @example
 * const lines: (result: ScenarioResult) => readonly string[] = ({ steps }) => steps.flatMap(({ problems }) => problems);
 */
export interface ScenarioResult {
  readonly name: string;
  readonly passed: boolean;
  /** Up to and including the first that failed. */
  readonly steps: readonly { readonly step: string; readonly problems: readonly string[] }[];
}

/**
 * Where a scenario is played.
 *
 * @example
 * const options: PlayScenarioOptions = { url: "http://127.0.0.1:8082", subscriptionKey: "example" };
 */
export interface PlayScenarioOptions extends StageOptions {}

/**
 * Plays a scenario on a running sandbox and returns what came of it. It begins with an empty sandbox: events, faults and
 * switches are forgotten. It stops at the first step that is not as expected.
 *
 * A step that expects something `withinMs` waits for it, so that a client of your own can do its part meanwhile.
 *
 * @param scenario - What to play.
 * @param options - Address and key of the sandbox.
 * @throws {TypeError} if the scenario is not one, or the sandbox cannot be reached.
 * @example
 * const sandbox = await startSandbox({ port: 0, subscriptionKey: "example" });
 * const { passed } = await playScenario(scenarios.create, { url: sandbox.url, subscriptionKey: "example" });
 * await sandbox.close();
 */
export async function playScenario(scenario: Scenario, options: PlayScenarioOptions): Promise<ScenarioResult> {
  const parsed = parseScenario(scenario);
  if (!parsed.ok) throw new TypeError(parsed.message);
  await fetch(`${options.url}/__sandbox/events`, { method: "DELETE" });
  const stage = await openStage(options);
  const ids = new Map<string, string>();
  const steps: { readonly step: string; readonly problems: readonly string[] }[] = [];
  for (const step of parsed.value.steps) {
    const problems = await playStep(step, stage, ids);
    steps.push({ step: wordsOf(step), problems });
    if (problems.length > 0) break;
  }
  return { name: scenario.name, passed: steps.every(({ problems }) => problems.length === 0), steps };
}

async function playStep(
  step: ScenarioStep,
  stage: ScenarioStage,
  ids: Map<string, string>,
): Promise<readonly string[]> {
  if ("fault" in step) return refused(await stage.send("POST", "/__sandbox/faults", step.fault), 201);
  if ("settings" in step) return refused(await stage.send("PATCH", "/__sandbox/settings", step.settings), 200);
  if ("send" in step) return await sendRequest(step.send, stage, ids);
  const untilMs = performance.now() + (step.withinMs ?? 0);
  let unmet = await stage.unmet(step.expect);
  while (unmet.length > 0 && performance.now() < untilMs) {
    await wait(50);
    unmet = await stage.unmet(step.expect);
  }
  return unmet;
}

async function sendRequest(request: ScenarioRequest, stage: ScenarioStage, ids: Map<string, string>) {
  const { method, event, as, to, status, timeoutMs } = request;
  const body = typeof event === "string" ? fixtureNamed(event) : event;
  if (event !== undefined && body === undefined) return ["event: there is no fixture of this name"];
  const id = to === undefined ? undefined : ids.get(to);
  if (to !== undefined && id === undefined) return ["to: no answer before gave an event of this name"];
  const path = `/adverse-event/fhir/AdverseEvent${id === undefined ? "" : `/${encodeURIComponent(id)}`}`;
  const answer = await stage.send(method, path, body, timeoutMs);
  if (as !== undefined && "id" in answer && answer.id !== undefined) ids.set(as, answer.id);
  return status === undefined ? [] : refused(answer, status);
}

function refused({ status }: { readonly status: number | "broken" }, wanted: number | "broken"): readonly string[] {
  return status === wanted ? [] : [`status: expected ${wanted}, found ${status}`];
}

function fixtureNamed(name: string): object | undefined {
  if (name === "minimalAdverseEvent") return minimalAdverseEvent;
  if (name === "fullAdverseEvent") return fullAdverseEvent;
  return adverseEventFixtures.find((each) => each.name === name)?.resource;
}

function wordsOf(step: ScenarioStep): string {
  if ("fault" in step) return `fault ${step.fault.fault}`;
  if ("settings" in step) return `settings ${Object.keys(step.settings).join(", ")}`;
  if ("send" in step) return `send ${step.send.method}`;
  return `expect ${Object.keys(step.expect).join(", ")}`;
}
