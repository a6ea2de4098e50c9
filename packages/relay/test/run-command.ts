import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { command } from "./relay-process.ts";

/** How a command ended. */
export interface CommandEnd {
  readonly code: number | string;
  readonly output: string;
  readonly errors: string;
}

/** A command under way. It is killed when the test ends. */
export interface RunningCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<CommandEnd>;
}

/** Starts the built command. */
export function startCommand(
  environment: Readonly<Record<string, string>>,
  ...given: readonly string[]
): RunningCommand {
  const child = spawn(process.execPath, [command, ...given], { env: { ...environment } });
  onTestFinished(() => void child.kill("SIGKILL"));
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const ended = once(child, "close").then(([code, signal]) => ({
    code: (signal ?? code) as number | string,
    output: Buffer.concat(output).toString("utf8"),
    errors: Buffer.concat(errors).toString("utf8"),
  }));
  return { child, ended };
}

/** Runs the built command to its end. */
export async function runCommand(
  environment: Readonly<Record<string, string>>,
  ...given: readonly string[]
): Promise<CommandEnd> {
  return await startCommand(environment, ...given).ended;
}
