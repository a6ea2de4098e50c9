// Starts what is measured, each in a process of its own, and ends it.
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { token } from "./submission.mjs";

const here = import.meta.dirname;
const relayCommand = join(here, "../../packages/relay/dist/cli.js");
const running = new Set();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

function followed(child) {
  running.add(child);
  child.once("exit", () => running.delete(child));
  const stop = async (signal = "SIGKILL") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  };
  return { pid: child.pid, stop };
}

/** Starts a module of this folder that sends its address; `env` comes over nothing else than `PATH`. */
export async function startModule(file, args, env = {}) {
  const { PATH, CORE_DIST } = process.env;
  const child = fork(join(here, file), args, {
    env: { PATH, ...(CORE_DIST === undefined ? {} : { CORE_DIST }), ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const started = followed(child);
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`${file} ended (${code}) before it was ready.`);
    }),
  ]);
  return { ...started, ...message };
}

/** Runs a module of this folder to its end and returns what it sent. */
export async function runModule(file, args) {
  const { stop, pid: _pid, ...message } = await startModule(file, args);
  await stop();
  return message;
}

/** Starts the built relay. Its rates are set so high that they never hold a run up, unless `env` says otherwise. */
export async function startBuiltRelay(env) {
  const child = spawn(process.execPath, [relayCommand], {
    env: {
      PATH: process.env.PATH,
      DIGITAL_FACTORS_RELAY_PORT: "0",
      DIGITAL_FACTORS_TOKEN: token,
      DIGITAL_FACTORS_ORGANISATION: "Z01",
      DIGITAL_FACTORS_REQUESTS_PER_MINUTE: "10000000",
      DIGITAL_FACTORS_LOG_LEVEL: "info",
      LFPSE_SUBSCRIPTION_KEY: "bench-key",
      LFPSE_RATE_PER_MINUTE: "100000",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const started = followed(child);
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.includes('"listening"')) return;
      const entry = JSON.parse(line);
      if (entry.msg === "listening") {
        resolve(entry.url);
        // A service manager reads the log without looking at it.
        child.stdout.removeAllListeners("data");
        child.stdout.resume();
      }
    });
    child.once("exit", () => reject(new Error(`The relay ended before it listened. It said: ${said}`)));
  });
  return { ...started, url };
}
