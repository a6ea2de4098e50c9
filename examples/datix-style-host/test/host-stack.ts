import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AdverseEvent } from "@digital-factors/core";
import { vi } from "vitest";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const healthLimitMs = 20_000;
const token = "test-token-0123456789-0123456789-abcdef";
const subscriptionKey = "test-subscription-key-0123456789";

/** An event as the sandbox holds it. */
export interface HeldEvent {
  readonly id: string;
  readonly referenceNumber: string;
  readonly resource: AdverseEvent;
}

/** A sandbox, a relay and a host, each a process of its own on a free port, with stores that go away afterwards. */
export interface HostStack {
  readonly hostUrl: string;
  /** Folder of the incidents that came by classic form post. */
  readonly incidentFolder: string;
  /** Everything the sandbox holds, oldest first. */
  readonly events: () => Promise<readonly HeldEvent[]>;
  /** Empties the sandbox. */
  readonly forgetEvents: () => Promise<void>;
  /** Answers the next event with 503 and "come back in two seconds". */
  readonly refuseOneEvent: () => Promise<void>;
  /** How far the relay has got with a record. */
  readonly relayState: (id: string) => Promise<{ readonly state: string; readonly attempts: number }>;
  readonly startRelay: () => Promise<void>;
  /** SIGKILL: no goodbye, as when the power goes. */
  readonly killRelay: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A Node process, and what it printed. */
export interface Service {
  readonly process: ChildProcess;
  readonly output: () => string;
}

/** Starts a Node script of this repository. */
export function startNode(args: readonly string[], settings: Readonly<Record<string, string>>): Service {
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { PATH: process.env.PATH, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return { process: child, output: () => output };
}

/** Ends a process by its id, and waits until it is gone. */
export async function end({ process: child }: Service, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port was given");
  return address.port;
}

/** Waits until a service answers `/healthz`. */
export async function healthy(url: string, service: Service): Promise<void> {
  const isHealthy = async () => {
    if (service.process.exitCode !== null) throw new Error(`${url} stopped. It printed:\n${service.output()}`);
    const response = await fetch(`${url}/healthz`).catch(() => undefined);
    return response?.ok === true;
  };
  await vi.waitUntil(isHealthy, { timeout: healthLimitMs, interval: 25 });
}

export async function startHostStack(): Promise<HostStack> {
  const folder = await mkdtemp(join(tmpdir(), "digital-factors-host-"));
  const [sandboxPort, relayPort, hostPort] = [await freePort(), await freePort(), await freePort()];
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const relayUrl = `http://127.0.0.1:${relayPort}`;
  const hostUrl = `http://127.0.0.1:${hostPort}`;
  const incidentFolder = join(folder, "incidents");

  const relaySettings = {
    DIGITAL_FACTORS_RELAY_PORT: String(relayPort),
    DIGITAL_FACTORS_RELAY_STORE: join(folder, "relay.db"),
    DIGITAL_FACTORS_TOKEN: token,
    DIGITAL_FACTORS_ENCRYPTION_KEYS: `example:${randomBytes(32).toString("base64")}`,
    LFPSE_BASE_URL: `${sandboxUrl}/adverse-event/fhir`,
    LFPSE_SUBSCRIPTION_KEY: subscriptionKey,
  };
  const startRelayProcess = () => startNode(["packages/relay/dist/cli.js"], relaySettings);
  const sandbox = startNode(["packages/sandbox/dist/cli.js", "--port", String(sandboxPort)], {
    LFPSE_SUBSCRIPTION_KEY: subscriptionKey,
  });
  let relay = startRelayProcess();
  const host = startNode(["examples/datix-style-host/server.mjs"], {
    DIGITAL_FACTORS_HOST_PORT: String(hostPort),
    DIGITAL_FACTORS_HOST_STORE: incidentFolder,
    DIGITAL_FACTORS_RELAY_URL: relayUrl,
    DIGITAL_FACTORS_TOKEN: token,
  });

  const stop = async () => {
    await Promise.all([end(host), end(relay), end(sandbox)]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all([healthy(sandboxUrl, sandbox), healthy(relayUrl, relay), healthy(hostUrl, host)]);
  } catch (fault) {
    await stop();
    throw fault;
  }
  return {
    hostUrl,
    incidentFolder,
    events: async () => {
      const response = await fetch(`${sandboxUrl}/__sandbox/events`);
      return ((await response.json()) as { events: readonly HeldEvent[] }).events;
    },
    forgetEvents: async () => {
      await fetch(`${sandboxUrl}/__sandbox/events`, { method: "DELETE" });
    },
    refuseOneEvent: async () => {
      await fetch(`${sandboxUrl}/__sandbox/faults`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ fault: "503", retryAfterSeconds: 2 }),
      });
    },
    relayState: async (id) => {
      const response = await fetch(`${hostUrl}/relay/v1/records/${id}`);
      const { state, attempts } = (await response.json()) as { state: string; attempts: number };
      return { state, attempts };
    },
    startRelay: async () => {
      relay = startRelayProcess();
      await healthy(relayUrl, relay);
    },
    killRelay: () => end(relay, "SIGKILL"),
    stop,
  };
}
