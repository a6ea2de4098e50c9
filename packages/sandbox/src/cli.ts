#!/usr/bin/env node
import { stopWith } from "./commands/command-line.ts";
import { play } from "./commands/play.ts";
import { report } from "./commands/report.ts";
import { serve, serveHelp } from "./commands/serve.ts";
import { showBehaviours } from "./commands/show-behaviours.ts";

const help = `digital-factors-sandbox: a stand-in for the LFPSE API, on this machine only.

Usage: digital-factors-sandbox [COMMAND] [options]

  serve        Serve until told to end. What runs without a command.
  play         Play a scenario and say whether what arrived is as expected.
  report       Write what a running sandbox saw of your client.
  behaviours   Print what is seen of LFPSE and what is assumed.

Each has a --help.

${serveHelp}`;

const commands: ReadonlyMap<string, (args: readonly string[]) => Promise<void> | void> = new Map([
  ["serve", serve],
  ["play", play],
  ["report", report],
  ["behaviours", showBehaviours],
]);

// Whoever reads the output may stop reading, as `head` does.
process.stdout.on("error", () => process.exit());

const [name, ...rest] = process.argv.slice(2);
if (name === "--help" || name === "-h" || name === "help") process.stdout.write(`${help}\n`);
else if (name === undefined || name.startsWith("-")) await serve(process.argv.slice(2));
else {
  const command = commands.get(name);
  if (command === undefined) stopWith(`Unknown command. Commands: ${[...commands.keys()].join(", ")}.`);
  await command(rest);
}
