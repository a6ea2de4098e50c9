import { onTestFinished } from "vitest";
import { type SpawnedRelay, type SpawnOptions, spawnEnvironment, spawnRelay } from "./faults/spawned-relay.ts";

export { builtCommand as command } from "./faults/spawned-relay.ts";

/** Returns the environment of a relay on a free port in front of a sandbox. */
export function relayEnvironment(
  sandboxUrl: string,
  storeFile: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return spawnEnvironment(sandboxUrl, { kind: "libsql", file: storeFile }, more);
}

/** Starts the built relay and resolves once it listens; it is killed when the test ends. */
export async function relayProcess(
  environment: Readonly<Record<string, string>>,
  options: SpawnOptions = {},
): Promise<SpawnedRelay> {
  const relay = await spawnRelay(environment, options);
  onTestFinished(async () => {
    // One that is stopped would not take note of its end.
    relay.signal("SIGCONT");
    await relay.end("SIGKILL");
  });
  return relay;
}
