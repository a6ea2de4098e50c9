import type { RelayConfig } from "../config.ts";
import { type Relay, startRelay } from "../server.ts";
import { type Command, CommandFault, readArguments } from "./command.ts";
import { commandConfig, storeFault } from "./command-store.ts";
import { exitCode } from "./exit-code.ts";

const stopSignals = ["SIGTERM", "SIGINT"] as const;

/** Runs the relay until it is told to stop. */
export const serve: Command = {
  name: "serve",
  summary: "take records, keep them and deliver them, until a signal comes (this is the default)",
  help: `Usage: digital-factors-relay [serve]

Takes digital factors records over HTTP, keeps them and delivers them to LFPSE.
Settings come from the environment: see README.md of @digital-factors/relay.

SIGTERM and SIGINT finish the deliveries under way, up to DIGITAL_FACTORS_STOP_LIMIT_MS, and end it with 0.
A second one ends it at once.`,
  async run(request) {
    readArguments("serve", request.given, {});
    const starting = start(commandConfig(request));
    const signal = firstSignal();
    const relay = await starting;
    await signal;
    await relay.close();
    return exitCode.done;
  },
};

/** Resolves with the first signal to stop; then Node does with any other what it does by itself: it ends. */
async function firstSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = () => {
      for (const name of stopSignals) process.off(name, stop);
      resolve();
    };
    for (const name of stopSignals) process.on(name, stop);
  });
}

async function start(config: RelayConfig): Promise<Relay> {
  try {
    return await startRelay(config);
  } catch (error) {
    const fault = storeFault(error, config.store);
    if (fault !== undefined) throw fault;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    const place = `port ${config.port} of ${config.host}`;
    if (code === "EADDRINUSE") {
      const line = `${place} is in use: stop what uses it, or set DIGITAL_FACTORS_RELAY_PORT to a free port.`;
      throw new CommandFault(exitCode.tryAgain, line);
    }
    throw new CommandFault(exitCode.failed, `could not listen on ${place} (${code}).`);
  }
}
