import { behaviourTable, faultTable, settingTable } from "../behaviours/behaviour-table.ts";
import { type Behaviour, behaviours } from "../behaviours/behaviours.ts";
import { optionOf } from "../settings/setting-names.ts";
import { readArguments, say, stopWith } from "./command-line.ts";

const help = `digital-factors-sandbox behaviours: what the sandbox does, and whether it was seen of LFPSE or is assumed.

Usage: digital-factors-sandbox behaviours [--markdown | --json]`;

const options = {
  markdown: { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** Prints every behaviour with its mark and source. */
export function showBehaviours(args: readonly string[]): void {
  const { values, positionals } = readArguments(args, options, "digital-factors-sandbox behaviours");
  if (positionals.length > 0) stopWith("Unknown argument. Run digital-factors-sandbox behaviours --help.");
  if (values.help) say(help);
  else if (values.json) say(JSON.stringify(behaviours, undefined, 2));
  else if (values.markdown) say([settingTable(), faultTable(), behaviourTable()].join("\n\n"));
  else for (const behaviour of behaviours) say(linesOf(behaviour));
}

function linesOf({ what, mark, source, setting }: Behaviour): string {
  return `${mark}: ${what}\n    ${source}${setting === undefined ? "" : `; --${optionOf(setting)}`}`;
}
