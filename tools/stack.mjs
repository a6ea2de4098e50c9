import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "./workspace.mjs";

const healthLimitMs = 30_000;
const stopLimitMs = 5_000;
const loopback = "127.0.0.1";

/** A reason to stop that is told in one line. */
class StartFault extends Error {}

function portFrom(variable, fallback) {
  const text = process.env[variable] ?? "";
  const port = text === "" ? fallback : Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new StartFault(`${variable} must be a port number, 1 to 65535.`);
}

function isPortFree(port) {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once("error", () => settle(false));
    probe.listen(port, loopback, () => probe.close(() => settle(true)));
  });
}

/** The three services in the order they start, each with its port, the variable that changes it, and its settings. */
function services() {
  const secret = () => randomBytes(32).toString("base64url");
  const key = process.env.LFPSE_SUBSCRIPTION_KEY || secret();
  const token = process.env.DIGITAL_FACTORS_TOKEN || secret();
  const store = resolve(root, process.env.DIGITAL_FACTORS_RELAY_STORE || join(".data", "relay.db"));
  const keyFile = join(dirname(store), "encryption-keys");
  const isEncryptionSet = ["", "_KEYS", "_KEYS_FILE"].some((end) => process.env[`DIGITAL_FACTORS_ENCRYPTION${end}`]);
  const hostPort = portFrom("DIGITAL_FACTORS_HOST_PORT", 8080);
  const relayPort = portFrom("DIGITAL_FACTORS_RELAY_PORT", 8081);
  const sandboxPort = portFrom("DIGITAL_FACTORS_SANDBOX_PORT", 8082);
  mkdirSync(dirname(store), { recursive: true });
  const list = [
    {
      name: "sandbox",
      port: sandboxPort,
      variable: "DIGITAL_FACTORS_SANDBOX_PORT",
      args: ["packages/sandbox/dist/cli.js", "--port", String(sandboxPort)],
      settings: { LFPSE_SUBSCRIPTION_KEY: key },
    },
    {
      name: "relay",
      port: relayPort,
      variable: "DIGITAL_FACTORS_RELAY_PORT",
      args: ["packages/relay/dist/cli.js"],
      settings: {
        DIGITAL_FACTORS_RELAY_PORT: String(relayPort),
        ...(process.env.DATABASE_URL ? {} : { DIGITAL_FACTORS_RELAY_STORE: store }),
        ...(isEncryptionSet ? {} : { DIGITAL_FACTORS_ENCRYPTION_KEYS_FILE: keyFile }),
        DIGITAL_FACTORS_TOKEN: token,
        LFPSE_BASE_URL: `http://${loopback}:${sandboxPort}/adverse-event/fhir`,
        LFPSE_SUBSCRIPTION_KEY: key,
      },
    },
    {
      name: "host",
      port: hostPort,
      variable: "DIGITAL_FACTORS_HOST_PORT",
      args: ["examples/datix-style-host/server.mjs"],
      settings: {
        DIGITAL_FACTORS_HOST_PORT: String(hostPort),
        DIGITAL_FACTORS_RELAY_URL: `http://${loopback}:${relayPort}`,
        DIGITAL_FACTORS_TOKEN: token,
      },
    },
  ];
  return { list, token, keyFile: isEncryptionSet ? undefined : keyFile };
}

const running = new Set();
let isStopping = false;

/** Starts Node in a process group of its own, so that a Ctrl-C reaches it only through `stop`. */
function startNode(args, settings, stdio) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio,
    detached: process.platform !== "win32",
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

function signalGroup(child, signal) {
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended in the meantime.
  }
}

async function stop(exitCode, line) {
  if (isStopping) return;
  isStopping = true;
  if (line !== undefined) console.error(line);
  const children = [...running];
  const ended = Promise.all(children.map((child) => new Promise((settle) => child.once("exit", settle))));
  for (const child of children) signalGroup(child, "SIGTERM");
  await Promise.race([ended, wait(stopLimitMs)]);
  for (const child of running) signalGroup(child, "SIGKILL");
  await ended;
  if (line === undefined) console.log("Stopped.");
  process.exit(exitCode);
}

function prefixLines(stream, name, lastLines) {
  createInterface({ input: stream }).on("line", (line) => {
    lastLines.push(line);
    if (lastLines.length > 10) lastLines.shift();
    console.log(`[${name}] ${line}`);
  });
}

async function isHealthy(port) {
  try {
    const response = await fetch(`http://${loopback}:${port}/healthz`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function startService({ name, port, args, settings }) {
  console.log(`Starting the ${name} on port ${port}…`);
  const lastLines = [];
  const child = startNode(args, settings, ["ignore", "pipe", "pipe"]);
  prefixLines(child.stdout, name, lastLines);
  prefixLines(child.stderr, name, lastLines);
  child.once("close", (code, signal) => {
    const how = signal === null ? `exit code ${code}` : signal;
    stop(1, `The ${name} stopped by itself (${how}); its last line: ${lastLines.at(-1) ?? "none"}`);
  });
  const limitAtMs = Date.now() + healthLimitMs;
  while (!(await isHealthy(port))) {
    if (isStopping) return;
    if (Date.now() > limitAtMs) {
      const tail = lastLines.length === 0 ? "It printed nothing." : `Its last lines:\n${lastLines.join("\n")}`;
      throw new StartFault(`The ${name} did not become healthy within ${healthLimitMs / 1000} s. ${tail}`);
    }
    await wait(100);
  }
}

async function buildIfStale() {
  console.log("Building the packages if they changed (about 20 s the first time)…");
  const child = startNode(["tools/build.mjs", "--if-stale"], {}, ["ignore", "inherit", "inherit"]);
  const code = await new Promise((settle) => child.once("exit", settle));
  if (code !== 0 && !isStopping) throw new StartFault("Nothing was started, because the build failed.");
}

/** Runs a command of the relay to its end; returns what it printed. */
async function relayCommand(settings, ...given) {
  const child = startNode(["packages/relay/dist/cli.js", ...given], settings, ["ignore", "pipe", "pipe"]);
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const code = await new Promise((settle) => child.once("close", settle));
  if (code !== 0 && !isStopping) throw new StartFault(`The relay could not be set up: ${errors.trim()}`);
  return output.trim();
}

/** The relay seals what it keeps. Its key is made once: without it the store of an earlier start could not be read. */
async function makeKeyOnce(file) {
  if (file === undefined || existsSync(file)) return;
  const key = await relayCommand({}, "keys", "make");
  if (isStopping) return;
  writeFileSync(file, `${key}\n`, { mode: 0o600, flag: "wx" });
}

/** npm may die without passing the signal on; then nobody is left to stop the services. */
function stopWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop(0);
  }, 500).unref();
}

function announce([sandbox, relay, host], token, administratorToken) {
  const shownToken = process.env.DIGITAL_FACTORS_TOKEN ? "the one in DIGITAL_FACTORS_TOKEN" : token;
  console.log(`
Digital Factors is running. Open the incident form and report something:

  Incident form   http://${loopback}:${host.port}
  Relay           http://${loopback}:${relay.port}
  Relay token     ${shownToken}
  Relay's admin   http://${loopback}:${relay.port}/admin
  Sign in with    ${administratorToken}   (for a day)
  LFPSE sandbox   http://${loopback}:${sandbox.port}/__sandbox/events   (what the national service would hold)

Ctrl-C stops all of it.`);
}

/** Builds what is stale, runs the three services until a signal comes or one of them dies, and then stops them all. */
export async function runStack() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(0));
  stopWithParent();
  try {
    const { list, token, keyFile } = services();
    for (const { name, port, variable } of list) {
      if (await isPortFree(port)) continue;
      throw new StartFault(
        `Port ${port}, for the ${name}, is in use: stop what uses it, or set ${variable} to a free port.`,
      );
    }
    await buildIfStale();
    if (isStopping) return;
    await makeKeyOnce(keyFile);
    const { settings } = list.find(({ name }) => name === "relay");
    const deed = ["token", "make", "--role", "administrator", "--expires-days", "1"];
    const administratorToken = isStopping ? "" : await relayCommand(settings, ...deed);
    for (const service of list) {
      if (isStopping) return;
      await startService(service);
    }
    if (!isStopping) announce(list, token, administratorToken);
  } catch (fault) {
    await stop(1, fault instanceof StartFault ? fault.message : fault.stack);
  }
}
