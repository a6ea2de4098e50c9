import { statSync } from "node:fs";
import { parseConfig, type RelayConfig } from "../config.ts";
import { isSealError } from "../encryption/seal-error.ts";
import { createSealer } from "../encryption/sealer.ts";
import { openLibsqlStore } from "../store/libsql/libsql-store.ts";
import { openStore } from "../store/open-store.ts";
import type { Sealer } from "../store/sealer.ts";
import type { Store } from "../store/store.ts";
import { isStoreOpenError } from "../store/store-open-error.ts";
import { isStoreUnavailable } from "../store/store-unavailable-error.ts";
import { CommandFault, type CommandRequest } from "./command.ts";
import { exitCode } from "./exit-code.ts";

/**
 * Returns the settings that the relay has too, and tells their warnings.
 *
 * @throws {CommandFault} with a line for each fault.
 */
export function commandConfig({ environment, tell }: Pick<CommandRequest, "environment" | "tell">): RelayConfig {
  const config = parseConfig(environment);
  for (const { variable, rule } of config.warnings) tell(`warning: ${variable} ${rule}.`);
  if (config.ok) return config.value;
  throw new CommandFault(exitCode.config, ...config.faults.map(({ variable, rule }) => `${variable} ${rule}.`));
}

/**
 * Opens the store of the settings for one piece of work.
 *
 * @param access - `alone`: no relay may use an embedded store meanwhile. `beside`: a relay may be at work on it.
 * @param options - `makes`: whether an embedded store is made if there is none. Default: no, it is refused.
 * @throws {CommandFault} that says what to do, if the store cannot be opened or used.
 */
export async function withStore<Value>(
  config: RelayConfig,
  access: "alone" | "beside",
  work: (store: Store, sealer: Sealer) => Promise<Value>,
  { makes = false }: { readonly makes?: boolean } = {},
): Promise<Value> {
  if (!makes) refuseAbsentStore(config.store);
  const sealer = createSealer(config.encryptionKeys);
  try {
    const isBeside = access === "beside" && config.store.kind === "libsql";
    const store = isBeside
      ? openLibsqlStore({ file: config.store.file, sealer, beside: true })
      : await openStore(config.store, sealer);
    try {
      return await work(store, sealer);
    } finally {
      await store.close();
    }
  } catch (error) {
    throw storeFault(error, config.store) ?? error;
  }
}

/**
 * Refuses an embedded store that is not there, so that a mistyped path is not taken for a store without records.
 *
 * @throws {CommandFault} that names the setting.
 */
export function refuseAbsentStore(store: RelayConfig["store"]): void {
  if (store.kind === "postgres" || !isAbsent(store.file)) return;
  throw new CommandFault(
    exitCode.config,
    "DIGITAL_FACTORS_RELAY_STORE: there is no store under this path, or an empty file. Check the path: only serve, import and token make make a new store.",
  );
}

/** Whether there is no file, or one without a byte: every store has some. One that cannot be looked at is not absent. */
export function isAbsent(file: string): boolean {
  try {
    return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
  } catch {
    return false;
  }
}

/** Returns what to tell about an error of a store; `undefined` for any other. */
export function storeFault(error: unknown, store: RelayConfig["store"]): CommandFault | undefined {
  const variable = store.kind === "libsql" ? "DIGITAL_FACTORS_RELAY_STORE" : "DATABASE_URL";
  if (isStoreOpenError(error)) {
    const isForNow = error.reason === "in-use" || error.reason === "unreachable";
    const code = isForNow ? exitCode.tryAgain : exitCode.failed;
    return new CommandFault(code, `${variable}: ${error.message}`);
  }
  if (isStoreUnavailable(error)) {
    return new CommandFault(exitCode.tryAgain, `${variable}: the store cannot be used now (${error.reason}).`);
  }
  if (isSealError(error)) return new CommandFault(exitCode.config, `DIGITAL_FACTORS_ENCRYPTION_KEYS: ${error.message}`);
  return undefined;
}
