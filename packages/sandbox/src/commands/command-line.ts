import { type ParseArgsConfig, parseArgs } from "node:util";

/** How a command ends: done; something failed, or it could not start; wrong usage, or what is asked for is out of reach. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

/** Ends the command with one line on standard error. */
export function stopWith(line: string, code: number = exitCodes.usage): never {
  process.stderr.write(`${line}\n`);
  process.exit(code);
}

/** Writes a line to standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

type ReadArguments<Options extends NonNullable<ParseArgsConfig["options"]>> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>
>;

/** Returns the arguments of a command; an unknown one, or one without its value, ends it. */
export function readArguments<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
  command: string,
): ReadArguments<Options> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return stopWith(`Unknown argument. Run ${command} --help.`);
  }
}

/** Returns the number that was given, or ends the command. */
export function numberWithin(given: string, [least, most]: readonly [number, number], what: string): number {
  const number = Number(given);
  if (given.trim() !== "" && number >= least && number <= most) return number;
  return stopWith(`${what} must be a number from ${least} to ${most}.`);
}

/** Returns an integer that was given, or ends the command. */
export function integerWithin(given: string, bounds: readonly [number, number], what: string): number {
  const number = numberWithin(given, bounds, what);
  return Number.isInteger(number) ? number : stopWith(`${what} must be a whole number.`);
}
