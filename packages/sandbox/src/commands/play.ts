import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { playScenario, type ScenarioResult } from "../scenarios/play-scenario.ts";
import { parseScenario, type Scenario } from "../scenarios/scenario.ts";
import { scenarios } from "../scenarios/scenarios.ts";
import { startSandbox } from "../server.ts";
import { exitCodes, integerWithin, readArguments, say, stopWith } from "./command-line.ts";

const names = Object.keys(scenarios).join(", ");

const help = `digital-factors-sandbox play: plays a scenario and says whether what arrived is as expected.

Usage: digital-factors-sandbox play SCENARIO [--url URL] [--port PORT] [--key KEY] [--print]

  SCENARIO      A JSON file, or one of: ${names}.
  --url URL     Play it on a sandbox that runs. Default: one of its own, for as long as it plays.
  --port PORT   Port of its own sandbox. Default: a free one.
  --key KEY     Subscription key. Default LFPSE_SUBSCRIPTION_KEY, or one made now.
  --print       Print the scenario instead, to begin one of your own.
  --help        This text.

It ends with 0 if all was as expected, with 1 if not, with 2 for wrong usage or a sandbox that does not answer.`;

const options = {
  url: { type: "string" },
  port: { type: "string", default: "0" },
  key: { type: "string" },
  print: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** Plays one scenario. */
export async function play(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args, options, "digital-factors-sandbox play");
  if (values.help) return say(help);
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) stopWith("Name one scenario. Run digital-factors-sandbox play --help.");
  const scenario = scenarioOf(given);
  if (values.print) return say(JSON.stringify(scenario, undefined, 2));
  const givenKey = values.key || process.env.LFPSE_SUBSCRIPTION_KEY;
  if (values.url !== undefined && !givenKey) stopWith("Give the key of that sandbox: --key or LFPSE_SUBSCRIPTION_KEY.");
  const subscriptionKey = givenKey || randomBytes(24).toString("base64url");
  const port = integerWithin(values.port, [0, 65_535], "The port");
  const own = values.url === undefined ? await ownSandbox(port, subscriptionKey) : undefined;
  try {
    const url = (own?.url ?? values.url ?? "").replace(/\/$/, "");
    if (own !== undefined) say(`LFPSE sandbox listening on ${url}`);
    const result = await playScenario(scenario, { url, subscriptionKey });
    sayResult(result);
    if (!result.passed) process.exitCode = exitCodes.failed;
  } catch {
    stopWith("The sandbox did not answer. Is it running? Look at its --url.");
  } finally {
    await own?.close();
  }
}

async function ownSandbox(port: number, subscriptionKey: string) {
  try {
    return await startSandbox({ port, subscriptionKey });
  } catch {
    return stopWith(`Cannot listen on port ${port}. Choose another with --port.`);
  }
}

function scenarioOf(given: string): Scenario {
  const shipped = Object.entries(scenarios).find(([name]) => name === given)?.[1];
  if (shipped !== undefined) return shipped;
  let input: unknown;
  try {
    input = JSON.parse(readFileSync(given, "utf8"));
  } catch {
    return stopWith(`There is no scenario of this name, and no JSON file. Names: ${names}.`);
  }
  const parsed = parseScenario(input);
  return parsed.ok ? parsed.value : stopWith(parsed.message);
}

function sayResult({ name, steps, passed }: ScenarioResult): void {
  for (const [index, { step, problems }] of steps.entries()) {
    say(`${problems.length === 0 ? "ok    " : "failed"} ${index + 1}. ${step}`);
    for (const problem of problems) say(`         ${problem}`);
  }
  say(`${name}: ${passed ? "as expected" : "not as expected"}`);
}
