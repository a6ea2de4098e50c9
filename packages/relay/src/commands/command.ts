import type { ParseArgsConfig } from "node:util";
import { parseArgs } from "node:util";
import { type ExitCode, exitCode } from "./exit-code.ts";

/** What a command is run with. */
export interface CommandRequest {
  /** What stands behind its name. */
  readonly given: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Writes a line for the caller to standard output. */
  readonly print: (line: string) => void;
  /** Writes a line for a person to standard error. */
  readonly tell: (line: string) => void;
}

/** One thing that the command line does. */
export interface Command {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  readonly run: (request: CommandRequest) => Promise<ExitCode>;
}

/** A reason to end that is told in one line each. */
export class CommandFault extends Error {
  override readonly name = "CommandFault";
  readonly exitCode: ExitCode;
  readonly lines: readonly string[];

  constructor(code: ExitCode, ...lines: readonly string[]) {
    super(lines[0]);
    this.exitCode = code;
    this.lines = lines;
  }
}

/** Returns the fault of wrong options or arguments. */
export function usageFault(name: string, line: string): CommandFault {
  return new CommandFault(exitCode.usage, line, `digital-factors-relay ${name} --help tells how.`);
}

/** What Node's `parseArgs` gives for these options. */
type Arguments<Options extends NonNullable<ParseArgsConfig["options"]>> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true; strict: true }>
>;

/**
 * Returns the options and arguments of a command.
 *
 * @param name - The command's.
 * @param options - As Node's `parseArgs` takes them.
 * @param names - What each argument is; all are needed.
 * @throws {CommandFault} for any other option, or another number of arguments.
 */
export function readArguments<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  name: string,
  given: readonly string[],
  options: Options,
  ...names: readonly string[]
): Arguments<Options> {
  const parsed = parsedOrFault(name, given, options);
  if (parsed.positionals.length !== names.length) {
    throw usageFault(name, names.length === 0 ? "it takes no argument." : `it takes ${names.join(" and ")}.`);
  }
  return parsed;
}

function parsedOrFault<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  name: string,
  given: readonly string[],
  options: Options,
): Arguments<Options> {
  try {
    return parseArgs({ args: [...given], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    throw usageFault(
      name,
      code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE" ? "an option lacks its value." : "it does not know that option.",
    );
  }
}
