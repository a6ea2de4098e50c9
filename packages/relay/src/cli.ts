#!/usr/bin/env node
import { CommandFault, type CommandRequest } from "./commands/command.ts";
import { commands, help } from "./commands/commands.ts";
import { exitCode } from "./commands/exit-code.ts";
import { serve } from "./commands/serve.ts";
import { errorFields } from "./error-fields.ts";
import { packageVersion } from "./package-files.ts";

const tell = (line: string) => console.error(`digital-factors-relay: ${line}`);
const print = (line: string) => console.log(line);

async function run(given: readonly string[]): Promise<number> {
  const [name, ...rest] = given;
  if (name === "--version" || name === "-v") {
    print(packageVersion());
    return exitCode.done;
  }
  const isHelp = given.includes("--help") || given.includes("-h");
  const command = name === undefined ? serve : commands.find((each) => each.name === name);
  if (command === undefined) {
    if (!isHelp) throw new CommandFault(exitCode.usage, "there is no such command.", "--help lists them.");
    print(help);
    return exitCode.done;
  }
  if (isHelp) {
    print(command.help);
    return exitCode.done;
  }
  const request: CommandRequest = { given: rest, environment: process.env, print, tell };
  return await command.run(request);
}

// Stores, exports and backups are for the user who made them alone, whatever the shell's default is.
process.umask(process.umask() | 0o077);

/** A reader of our output that went away, such as `head`, is no fault to tell. */
process.stdout.on("error", (error: Error & { readonly code?: string }) => {
  process.exit(error.code === "EPIPE" ? exitCode.done : exitCode.failed);
});

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof CommandFault) for (const line of error.lines) tell(line);
  else {
    const { errorName, errorCode, at } = errorFields(error);
    tell(`it failed in a way it should not (${errorCode ?? errorName}${at === undefined ? "" : ` ${at}`}).`);
  }
  process.exitCode = error instanceof CommandFault ? error.exitCode : exitCode.failed;
}
// What a library leaves open must not keep a command that is done.
setTimeout(() => process.exit(), 2_000).unref();
