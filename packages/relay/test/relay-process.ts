import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { subscriptionKey, token } from "./running-relay.ts";

/** The built command, as people run it. */
export const command = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

/** A relay in a process of its own. */
export interface RelayProcess {
  readonly url: string;
  /** Sends the signal and resolves with how the process ended. */
  readonly end: (signal: "SIGKILL" | "SIGTERM" | "SIGINT") => Promise<number | string>;
}

/** Returns the environment of a relay on a free port in front of a sandbox. */
export function relayEnvironment(sandboxUrl: string, storeFile: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    DIGITAL_FACTORS_RELAY_PORT: "0",
    DIGITAL_FACTORS_RELAY_STORE: storeFile,
    DIGITAL_FACTORS_TOKEN: token,
    LFPSE_BASE_URL: `${sandboxUrl}/adverse-event/fhir`,
    LFPSE_SUBSCRIPTION_KEY: subscriptionKey,
  };
}

/** Starts the built relay and resolves once it listens; it is killed when the test ends. */
export async function relayProcess(environment: Readonly<Record<string, string>>): Promise<RelayProcess> {
  if (!existsSync(command)) {
    throw new Error("packages/relay/dist/cli.js is missing: run `node tools/build.mjs` first (npm test does).");
  }
  const child = spawn(process.execPath, [command], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const end = async (signal: "SIGKILL" | "SIGTERM" | "SIGINT") => await ended(child, signal);
  onTestFinished(async () => {
    await end("SIGKILL");
  });
  return { url: await listening(child), end };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | string> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  }
  return child.signalCode ?? child.exitCode ?? "running";
}

async function listening(child: ChildProcess): Promise<string> {
  if (child.stdout === null || child.stderr === null) throw new TypeError("The process has no output to read.");
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += String(chunk);
  });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const entry = JSON.parse(line) as { readonly msg?: string; readonly url?: string };
    if (entry.msg !== "listening" || entry.url === undefined) continue;
    child.stdout.resume();
    return entry.url;
  }
  throw new Error(`The relay ended before it listened. It said: ${complaint}`);
}
