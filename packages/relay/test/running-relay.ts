import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { type Sandbox, startSandbox } from "@digital-factors/sandbox";
import { pino } from "pino";
import { expect, onTestFinished, vi } from "vitest";
import type { RelayConfig } from "../src/config.ts";
import { type Relay, type RelayParts, startRelay } from "../src/server.ts";

export const token = "an-example-token-1";
export const subscriptionKey = "example-key";
/** Content at rest is sealed in every journey, as it is in service. */
const encryptionKey = { id: "example", key: Buffer.alloc(32, 7) } as const;

/** Returns an empty folder that is removed when the test ends. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "relay-journey-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a sandbox on a free port; it ends with the test. */
export async function runningSandbox(): Promise<Sandbox> {
  const sandbox = await startSandbox({ port: 0, subscriptionKey });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** Returns settings of a relay on a free port in front of the sandbox. */
export function settings(sandboxUrl: string, storeFile: string, parts: Partial<RelayConfig> = {}): RelayConfig {
  return {
    port: 0,
    host: "127.0.0.1",
    store: { kind: "libsql", file: storeFile },
    token,
    organisation: "Z01",
    encryptionKeys: [encryptionKey],
    refusesPlainContent: true,
    lfpseBaseUrl: `${sandboxUrl}/adverse-event/fhir`,
    lfpseSubscriptionKey: subscriptionKey,
    lfpseEventTypeCodes: {},
    lfpseTimeoutMs: 5_000,
    lfpseIdInPutBody: false,
    lfpseRatePerMinute: 60_000,
    organisations: {},
    concurrency: 4,
    allowedOrigins: [],
    bodyBytes: 262_144,
    bodyTimeoutMs: 15_000,
    requestsPerMinute: 60_000,
    maxConnections: 1_000,
    adminSessionMinutes: 30,
    stopLimitMs: 1_000,
    logLevel: "debug",
    ...parts,
  };
}

/** A running relay, and every line it logged. */
export interface LoggedRelay extends Relay {
  readonly logged: () => string;
}

/** Starts a relay in this process; it ends with the test. */
export async function runningRelay(config: RelayConfig, parts: RelayParts = {}): Promise<LoggedRelay> {
  let text = "";
  const lines = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const relay = await startRelay(config, {
    log: pino({ level: config.logLevel }, lines),
    // Pauses between attempts are short, and the same in each run.
    random: () => 0.02,
    ...parts,
  });
  onTestFinished(() => relay.close());
  return { ...relay, logged: () => text };
}

/** Sends a record as a host does. */
export async function post(
  url: string,
  record: { readonly id: string; readonly [field: string]: unknown },
  more: { readonly adverseEvent?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  return await fetch(`${url}/v1/records`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      "Idempotency-Key": record.id,
      ...more.headers,
    },
    body: JSON.stringify({ record, ...(more.adverseEvent === undefined ? {} : { adverseEvent: more.adverseEvent }) }),
  });
}

/** What `GET /v1/records/{id}` answers. */
export interface RecordState {
  readonly id: string;
  readonly state: string;
  readonly receivedAt: string;
  readonly attempts: number;
  readonly lfpse?: { readonly id: string; readonly versionId?: string; readonly referenceNumber?: string };
  readonly issues: readonly { readonly rule?: string; readonly linkId?: string }[];
}

/** Asks for the state of a record. */
export async function stateOf(url: string, id: string): Promise<RecordState> {
  const response = await fetch(`${url}/v1/records/${id}`, { headers: { Authorization: `Bearer ${token}` } });
  return (await response.json()) as RecordState;
}

/** Asks for the state again until it is one of these. */
export async function reached(url: string, id: string, ...states: readonly string[]): Promise<RecordState> {
  return await vi.waitFor(
    async () => {
      const state = await stateOf(url, id);
      expect(states).toContain(state.state);
      return state;
    },
    { timeout: 15_000, interval: 10 },
  );
}
