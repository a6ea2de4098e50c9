import { randomBytes, randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { type LfpseProfile, lfpse5 } from "@digital-factors/core";
import { lfpse4, loadTaxonomy } from "@digital-factors/core/taxonomies";
import { type Fault, parseFaultHeader } from "../faults/fault.ts";
import type { RandomFaults } from "../faults/random-faults.ts";
import { startSandbox } from "../server.ts";
import { optionOf, variableOf } from "../settings/setting-names.ts";
import { parseSettings, type SettingsChange, settingDefinitions, settingNames } from "../settings/settings.ts";
import { exitCodes, integerWithin, numberWithin, readArguments, say, stopWith } from "./command-line.ts";
import { writeReport } from "./write-report.ts";

const switches = settingNames
  .map(
    (name) =>
      `  --${optionOf(name)} ${settingDefinitions[name].values.join("|")}\n      ${settingDefinitions[name].about}`,
  )
  .join("\n");

/** Help of `serve`, which is also what runs without a command. */
export const serveHelp = `Usage: digital-factors-sandbox [serve] [--port 8082] [--key KEY] [--host ADDRESS] [options]

  --port PORT   Port to listen on; 0 takes a free one. Default 8082, or DIGITAL_FACTORS_SANDBOX_PORT.
  --key KEY     Subscription key that clients must send. Default LFPSE_SUBSCRIPTION_KEY, or one made now and printed.
                Other people on this machine can read a key on the command line: prefer the variable.
  --host HOST   Address to listen on. Default 127.0.0.1. Any other lets other machines in: the sandbox is not made for that.

Faults
  --fault "429; times=3"   A fault for the next AdverseEvent requests. May be given again; they come in this order.
  --fault-rate 0.2         Share of AdverseEvent requests that meet a fault by chance.
  --seed 7                 Start of the chance, to get the same faults again. Made and printed where it is not given.

What is not known about LFPSE
  --mode default|strict|lenient
      A value for each of these at once:
${switches}
  Each is also a variable, such as ${variableOf("mode")} or ${variableOf(settingNames[0] ?? "")}.

More
  --taxonomy FILE   Serve a taxonomy as well: JSON of the resources of the taxonomy API, as loadTaxonomy reads them.
  --tls-trap        Listen on TLS too, with a certificate nobody should trust: a client that sends there checks none.
  --report STEM     Write STEM.md and STEM.json, what was seen of the client, when it ends.
  --help            This text.

What it holds: http://127.0.0.1:8082/__sandbox/events
It ends with 0 on SIGINT and SIGTERM, with 1 if it cannot listen or write, with 2 for wrong usage.`;

const string = { type: "string" } as const;
const several = { type: "string", multiple: true } as const;
const options = {
  port: string,
  key: string,
  host: string,
  mode: string,
  ...Object.fromEntries(settingNames.map((name) => [optionOf(name), string])),
  fault: several,
  "fault-rate": string,
  seed: string,
  taxonomy: several,
  report: string,
  "tls-trap": { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** Serves until it is told to end. */
export async function serve(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args, options, "digital-factors-sandbox");
  if (values.help)
    return say(`digital-factors-sandbox: a stand-in for the LFPSE API, on this machine only.\n\n${serveHelp}`);
  if (positionals.length > 0) stopWith("Unknown argument. Run digital-factors-sandbox --help.");
  const given = process.env;
  const port = integerWithin(values.port ?? (given[variableOf("port")] || "8082"), [0, 65_535], "The port");
  if (values.key === "") stopWith("The key must have at least one character.");
  const givenKey = values.key ?? given.LFPSE_SUBSCRIPTION_KEY;
  const subscriptionKey = givenKey || randomBytes(24).toString("base64url");
  const host = values.host ?? "127.0.0.1";
  const { mode, own } = readSettings(values);
  const randomFaults = readRandomFaults(values["fault-rate"], values.seed);
  try {
    const sandbox = await startSandbox({
      port,
      host,
      subscriptionKey,
      settings: own,
      hasTlsTrap: values["tls-trap"] === true,
      profiles: readProfiles(values.taxonomy ?? []),
      faults: (values.fault ?? []).map(readFault),
      ...(mode === undefined ? {} : { mode }),
      ...(randomFaults === undefined ? {} : { randomFaults }),
    });
    say(`LFPSE sandbox listening on ${sandbox.url}`);
    if (!givenKey) say(`Subscription key, made for this run: ${subscriptionKey}`);
    if (sandbox.tlsTrapUrl !== undefined) say(`TLS trap listening on ${sandbox.tlsTrapUrl}`);
    if (randomFaults !== undefined) say(`Random faults: rate ${randomFaults.rate}, seed ${randomFaults.seed}`);
    let isEnding = false;
    const end = () => {
      if (isEnding) return;
      isEnding = true;
      if (values.report !== undefined) writeReport(values.report, sandbox.report());
      void sandbox.close();
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  } catch (fault) {
    const code = fault instanceof Error && "code" in fault ? fault.code : undefined;
    if (code === "EADDRINUSE") {
      stopWith(`Port ${port} is in use: stop what uses it, or choose another with --port.`, exitCodes.failed);
    }
    if (typeof code === "string") stopWith(`Cannot listen on ${host}, port ${port} (${code}).`, exitCodes.failed);
    throw fault;
  }
}

function readSettings(values: Readonly<Record<string, unknown>>): SettingsChange {
  const names = ["mode", ...settingNames];
  const given = names.flatMap((name) => {
    const value = values[optionOf(name)] ?? (process.env[variableOf(name)] || undefined);
    return value === undefined ? [] : [[name, value] as const];
  });
  const parsed = parseSettings(Object.fromEntries(given));
  return parsed.ok ? parsed.value : stopWith(parsed.message);
}

function readFault(given: string): Fault {
  const parsed = parseFaultHeader(given);
  return parsed.ok ? parsed.value : stopWith(`--fault: ${parsed.message}`);
}

function readRandomFaults(givenRate: string | undefined, givenSeed: string | undefined): RandomFaults | undefined {
  const rate = givenRate ?? process.env[variableOf("faultRate")];
  const seed = givenSeed ?? process.env[variableOf("seed")];
  if (!rate) return seed ? stopWith("A seed needs a rate: give --fault-rate as well.") : undefined;
  return {
    rate: numberWithin(rate, [0, 1], "The fault rate"),
    seed: seed ? integerWithin(seed, [0, 0xffff_ffff], "The seed") : randomInt(0x1_0000_0000),
  };
}

function readProfiles(files: readonly string[]): readonly LfpseProfile[] {
  const loaded = files.map((file) => {
    const result = loadTaxonomy(readJson(file));
    if (result.ok) return result.value;
    const [first] = result.issues;
    return stopWith(`${file} is not a whole taxonomy: ${first?.message ?? ""} (${result.issues.length} issues)`);
  });
  const replaced = loaded.map(({ version }) => version);
  return [...[lfpse4, lfpse5].filter(({ version }) => !replaced.includes(version)), ...loaded];
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return stopWith(`${file} cannot be read as JSON.`);
  }
}
