import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Token and key of every relay that a test starts. */
export const relayToken = "an-example-token-1";
export const lfpseKey = "example-key";
/** ODS code of the organisation that the token belongs to. */
const organisation = "Z01";
/** A key for synthetic content only. */
export const encryptionKey = { id: "example", key: createHash("sha256").update("synthetic").digest() } as const;

/** Where a relay keeps its records. */
export type StorePlace =
  | { readonly kind: "libsql"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string };

/** A relay in a process of its own. */
export interface SpawnedRelay {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process until it listened. */
  readonly startedInMs: number;
  /** Sends the signal and resolves with how the process ended. */
  readonly end: (signal: "SIGKILL" | "SIGTERM" | "SIGINT") => Promise<number | string>;
  /** Sends a signal that does not end the process. */
  readonly signal: (signal: "SIGSTOP" | "SIGCONT") => void;
  /** Resolves with how the process ended, whoever ended it. */
  readonly ended: Promise<number | string>;
  /** What it wrote to standard output and standard error: its last 200,000 characters. */
  readonly said: () => string;
}

/** How a relay is started. */
export interface SpawnOptions {
  /** File of the command. Default: the built one. */
  readonly command?: string;
  /** Program and arguments that start Node in their place, such as `["strace", "-D"]`. Default: none. */
  readonly through?: readonly string[];
  /** Options of Node, such as `--max-old-space-size=64`. Default: none. */
  readonly nodeOptions?: readonly string[];
}

/** The built command, as people run it. */
export const builtCommand = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/**
 * Returns the environment of a relay on a free port in front of a stand-in of LFPSE. Rates are set so high that they
 * never hold a test up.
 */
export function spawnEnvironment(
  lfpseUrl: string,
  store: StorePlace,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    ...(store.kind === "libsql" ? { DIGITAL_FACTORS_RELAY_STORE: store.file } : { DATABASE_URL: store.url }),
    DIGITAL_FACTORS_RELAY_PORT: "0",
    DIGITAL_FACTORS_TOKEN: relayToken,
    DIGITAL_FACTORS_ORGANISATION: organisation,
    DIGITAL_FACTORS_ENCRYPTION_KEYS: `${encryptionKey.id}:${encryptionKey.key.toString("base64")}`,
    DIGITAL_FACTORS_REQUESTS_PER_MINUTE: "1000000",
    LFPSE_BASE_URL: `${lfpseUrl}/adverse-event/fhir`,
    LFPSE_SUBSCRIPTION_KEY: lfpseKey,
    LFPSE_RATE_PER_MINUTE: "100000",
    ...more,
  };
}

/**
 * Starts a relay and resolves once it listens. It ends with the process that started it at the latest.
 *
 * @throws {Error} with what it said, if it ended before it listened.
 */
export async function spawnRelay(
  environment: Readonly<Record<string, string>>,
  { command = builtCommand, through = [], nodeOptions = [] }: SpawnOptions = {},
): Promise<SpawnedRelay> {
  if (!existsSync(command)) {
    throw new Error("packages/relay/dist/cli.js is missing: run `node tools/build.mjs` first (npm test does).");
  }
  const startedAtMs = performance.now();
  const [program = process.execPath, ...rest] = [...through, process.execPath, ...nodeOptions, command];
  const child = spawn(program, rest, { env: { ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let said = "";
  const listen = (chunk: unknown) => {
    said = (said + String(chunk)).slice(-200_000);
  };
  child.stderr.on("data", listen);
  const ended = once(child, "exit").then(() => {
    running.delete(child);
    return child.signalCode ?? child.exitCode ?? "running";
  });
  const url = await listening(child, listen, () => said);
  return {
    url,
    pid: child.pid ?? 0,
    startedInMs: performance.now() - startedAtMs,
    end: async (signal) => {
      child.kill(signal);
      return await ended;
    },
    signal: (signal) => {
      child.kill(signal);
    },
    ended,
    said: () => said,
  };
}

/** Starts relays for one run, and ends those that are left when it is over, however it ended. */
export interface RelaySpawner {
  readonly spawn: typeof spawnRelay;
  readonly endAll: () => Promise<void>;
}

/** Returns a spawner that has started nothing yet. */
export function relaySpawner(): RelaySpawner {
  const started: SpawnedRelay[] = [];
  return {
    spawn: async (environment, options) => {
      const relay = await spawnRelay(environment, options);
      started.push(relay);
      return relay;
    },
    endAll: async () => {
      for (const relay of started) {
        // One that is stopped would not take note of its end.
        relay.signal("SIGCONT");
        await relay.end("SIGKILL");
      }
    },
  };
}

async function listening(child: ChildProcess, listen: (line: string) => void, said: () => string): Promise<string> {
  if (child.stdout === null) throw new TypeError("The process has no output to read.");
  const lines = createInterface({ input: child.stdout });
  return await new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      listen(`${line}\n`);
      if (!line.startsWith("{")) return;
      const entry = JSON.parse(line) as { readonly msg?: string; readonly url?: string };
      if (entry.msg === "listening" && entry.url !== undefined) resolve(entry.url);
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(`The relay ended before it listened. It said: ${said()}`)));
  });
}
