#!/usr/bin/env node
import { parseArgs } from "node:util";
import { parseConfig } from "./config.ts";
import { packageVersion } from "./package-files.ts";
import { type Relay, startRelay } from "./server.ts";
import { isStoreOpenError } from "./store/store-open-error.ts";

const help = `digital-factors-relay: takes digital factors records, keeps them and delivers them to LFPSE.

Usage: digital-factors-relay [--help] [--version]

Settings come from the environment:
  DIGITAL_FACTORS_TOKEN            token that hosts must send, at least 16 characters; or …_TOKEN_FILE   (needed)
  LFPSE_BASE_URL                   LFPSE's adverse event API, or the sandbox's                           (needed)
  LFPSE_SUBSCRIPTION_KEY           its key; or LFPSE_SUBSCRIPTION_KEY_FILE                               (needed)
  DIGITAL_FACTORS_RELAY_PORT       8081
  DIGITAL_FACTORS_RELAY_HOST       127.0.0.1
  DIGITAL_FACTORS_RELAY_STORE      .data/relay.db
  DIGITAL_FACTORS_ORGANISATION     ODS code that the token belongs to; unknown
  DIGITAL_FACTORS_ALLOWED_ORIGINS  origins whose pages may call the relay, with commas; none
  DIGITAL_FACTORS_BODY_BYTES       262144
  DIGITAL_FACTORS_STOP_LIMIT_MS    4000
  DIGITAL_FACTORS_LOG_LEVEL        info
  LFPSE_CANONICAL_BASE, LFPSE_EVENT_TYPE_CODE_OUTCOME, LFPSE_EVENT_TYPE_CODE_RISK, LFPSE_TIMEOUT_MS: see README.md

It ends with 0 after SIGTERM or SIGINT, 78 for wrong settings, 64 for wrong usage, 1 for anything else.`;

const exitCode = { failed: 1, usage: 64, config: 78 } as const;

function fail(code: number, ...lines: readonly string[]): never {
  for (const line of lines) console.error(`digital-factors-relay: ${line}`);
  process.exit(code);
}

function readOptions() {
  try {
    return parseArgs({
      options: { help: { type: "boolean", short: "h" }, version: { type: "boolean", short: "v" } },
    }).values;
  } catch {
    return fail(exitCode.usage, "the only options are --help and --version; settings come from the environment.");
  }
}

async function start(): Promise<Relay> {
  const config = parseConfig(process.env);
  if (!config.ok) fail(exitCode.config, ...config.faults.map(({ variable, rule }) => `${variable} ${rule}.`));
  try {
    return await startRelay(config.value);
  } catch (error) {
    if (isStoreOpenError(error)) fail(exitCode.failed, `DIGITAL_FACTORS_RELAY_STORE: ${error.message}`);
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    const place = `port ${config.value.port} of ${config.value.host}`;
    if (code === "EADDRINUSE") {
      fail(exitCode.failed, `${place} is in use: stop what uses it, or set DIGITAL_FACTORS_RELAY_PORT to a free port.`);
    }
    return fail(exitCode.failed, `could not listen on ${place} (${code}).`);
  }
}

const options = readOptions();
if (options.help) console.log(help);
else if (options.version) console.log(packageVersion());
else {
  const starting = start();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, async () => {
      await (await starting).close();
      process.exit(0);
    });
  }
}
