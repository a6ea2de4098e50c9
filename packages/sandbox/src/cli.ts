#!/usr/bin/env node
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { startSandbox } from "./server.ts";

const help = `digital-factors-sandbox: a stand-in for the LFPSE API, on this machine only.

Usage: digital-factors-sandbox [--port 8082] [--key KEY] [--host ADDRESS]

  --port   Port to listen on; 0 takes a free one. Default 8082, or DIGITAL_FACTORS_SANDBOX_PORT.
  --key    Subscription key that clients must send. Default LFPSE_SUBSCRIPTION_KEY, or one made now and printed.
           Other people on this machine can read a key on the command line: prefer the variable.
  --host   Address to listen on. Default 127.0.0.1. Any other lets other machines in: the sandbox is not made for that.
  --help   This text.

What it holds: http://127.0.0.1:8082/__sandbox/events`;

function stopWith(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function readArguments() {
  try {
    const string = { type: "string" } as const;
    return parseArgs({ options: { port: string, key: string, host: string, help: { type: "boolean" } } }).values;
  } catch {
    return stopWith("Unknown argument. Run digital-factors-sandbox --help.");
  }
}

async function run(): Promise<void> {
  const values = readArguments();
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return;
  }
  const port = Number(values.port ?? (process.env.DIGITAL_FACTORS_SANDBOX_PORT || 8082));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) stopWith("The port must be a number from 0 to 65535.");
  const givenKey = values.key ?? process.env.LFPSE_SUBSCRIPTION_KEY;
  if (values.key === "") stopWith("The key must have at least one character.");
  const subscriptionKey = givenKey || randomBytes(24).toString("base64url");
  const host = values.host ?? "127.0.0.1";
  try {
    const sandbox = await startSandbox({ port, host, subscriptionKey });
    process.stdout.write(`LFPSE sandbox listening on ${sandbox.url}\n`);
    if (!givenKey) process.stdout.write(`Subscription key, made for this run: ${subscriptionKey}\n`);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => void sandbox.close());
    }
  } catch (fault) {
    const code = fault instanceof Error && "code" in fault ? fault.code : undefined;
    if (code === "EADDRINUSE") stopWith(`Port ${port} is in use: stop what uses it, or choose another with --port.`);
    if (typeof code === "string") stopWith(`Cannot listen on ${host}, port ${port} (${code}).`);
    throw fault;
  }
}

await run();
