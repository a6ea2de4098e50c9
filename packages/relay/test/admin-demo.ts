import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@digital-factors/sandbox";
import { pino } from "pino";
import { issueToken } from "../src/access/manage-tokens.ts";
import { parseConfig, type RelayConfig } from "../src/config.ts";
import { startRelay } from "../src/server.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import type { Store } from "../src/store/store.ts";
import { type SeededStates, seedRecord, seedStates } from "./admin-records.ts";

const subscriptionKey = "example-key";

/** A relay with a synthetic record in every state, in front of a sandbox that is out of order. */
export interface AdminDemo {
  readonly url: string;
  readonly store: Store;
  readonly ids: SeededStates;
  /** Token of an administrator of all organisations, and of one of Z01 alone. */
  readonly tokens: { readonly all: string; readonly one: string };
  readonly stop: () => Promise<void>;
}

/** Starts it on a free port of this machine. `accepted`: how many further records LFPSE has. Default: 3. */
export async function startAdminDemo({ accepted = 3 }: { readonly accepted?: number } = {}): Promise<AdminDemo> {
  const folder = await mkdtemp(join(tmpdir(), "relay-admin-"));
  const sandbox = await startSandbox({ port: 0, subscriptionKey });
  sandbox.queueFault({ fault: "503", times: 10_000 });
  const store = openLibsqlStore({ file: join(folder, "relay.db") });
  const nowMs = Date.now();
  for (let index = 0; index < accepted; index += 1) {
    const lfpse = { id: `example-${100 + index}`, referenceNumber: `EXAMPLE-0${100 + index}` };
    const receivedAtMs = nowMs - (4_000 - index) * 60_000;
    await seedRecord(store, { receivedAtMs, settlement: { state: "accepted", lfpse } });
  }
  const ids = await seedStates(store, nowMs);
  const token = async (organisation?: string) => {
    const grant = { role: "administrator", ...(organisation === undefined ? {} : { organisation }) } as const;
    return (await issueToken({ store, actor: { id: "system" }, nowMs }, grant)).token;
  };
  const tokens = { all: await token(), one: await token("Z01") };
  await issueToken({ store, actor: { id: "system" }, nowMs }, { role: "reporter", organisation: "Z01" });
  const relay = await startRelay(configOf(sandbox.url), { store, log: pino({ level: "silent" }), random: () => 0.9 });
  return {
    url: relay.url,
    store,
    ids,
    tokens,
    stop: async () => {
      await relay.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configOf(sandboxUrl: string): RelayConfig {
  const parsed = parseConfig({
    DIGITAL_FACTORS_RELAY_PORT: "0",
    DIGITAL_FACTORS_ENCRYPTION: "off",
    LFPSE_BASE_URL: `${sandboxUrl}/adverse-event/fhir`,
    LFPSE_SUBSCRIPTION_KEY: subscriptionKey,
  });
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.faults.map(({ variable, rule }) => `${variable} ${rule}`).join(", "));
}
