import { backupLibsqlStore } from "../transfer/backup-libsql.ts";
import { type Command, CommandFault, readArguments } from "./command.ts";
import { commandConfig, refuseAbsentStore } from "./command-store.ts";
import { exitCode } from "./exit-code.ts";
import { fileFault } from "./output-file.ts";

/** Copies an embedded store while a relay works on it. */
export const backup: Command = {
  name: "backup",
  summary: "copy the embedded store while the relay works on it",
  help: `Usage: digital-factors-relay backup <file>

Writes a copy of the embedded store as it is at one moment, checks it, and gives it its name once it is on disk. The
relay may go on working. A file that is there already is not overwritten. Content in the copy is sealed as it is in the
store: keep the keys apart from it.

A PostgreSQL database is backed up with PostgreSQL's own tools, such as pg_dump. See docs/relay-backup.md, also before
you use a backup: what was delivered after it was made must not be sent again.`,
  async run(request) {
    const [file = ""] = readArguments("backup", request.given, {}, "one file").positionals;
    const { store } = commandConfig(request);
    if (store.kind === "postgres") {
      throw new CommandFault(
        exitCode.usage,
        "backup is for the embedded store: use pg_dump for a PostgreSQL database.",
      );
    }
    refuseAbsentStore(store);
    try {
      await backupLibsqlStore(store.file, file);
    } catch (error) {
      throw fileFault(error) ?? error;
    }
    request.tell("The backup is whole and on disk.");
    return exitCode.done;
  },
};
