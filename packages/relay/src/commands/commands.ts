import { backup } from "./backup.ts";
import { checkConfig } from "./check-config.ts";
import type { Command } from "./command.ts";
import { exportStore } from "./export.ts";
import { importStore } from "./import.ts";
import { keys } from "./keys.ts";
import { migrate } from "./migrate.ts";
import { retention } from "./retention.ts";
import { salvage } from "./salvage.ts";
import { serve } from "./serve.ts";
import { token } from "./token.ts";

/** Everything the command line does, the default first. */
export const commands: readonly Command[] = [
  serve,
  checkConfig,
  token,
  keys,
  migrate,
  backup,
  exportStore,
  importStore,
  salvage,
  retention,
];

/** What `digital-factors-relay --help` prints. */
export const help = `digital-factors-relay: takes digital factors records, keeps them and delivers them to LFPSE.

Usage: digital-factors-relay [command] [--help] [--version]

${commands.map(({ name, summary }) => `  ${name.padEnd(14)}${summary}`).join("\n")}

Settings come from the environment, each secret from a file if its variable ends in _FILE. Needed are:
  LFPSE_BASE_URL                    LFPSE's adverse event API, or the sandbox's
  LFPSE_SUBSCRIPTION_KEY            its key
  DIGITAL_FACTORS_ENCRYPTION_KEYS   key of what is kept: \`keys make\` makes one; or DIGITAL_FACTORS_ENCRYPTION=off
README.md has all of them. \`check-config\` tells what is wrong with them.

It ends with 0 when done, 64 for wrong usage, 75 if something is in use or cannot be reached now, 78 for wrong settings,
1 for anything else.`;
