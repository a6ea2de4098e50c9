import { auditEntry } from "../access/audit.ts";
import { countsText } from "../transfer/counts-text.ts";
import { writeExport } from "../transfer/write-export.ts";
import { type Command, readArguments } from "./command.ts";
import { commandConfig, withStore } from "./command-store.ts";
import { exitCode } from "./exit-code.ts";
import { toFile } from "./output-file.ts";
import { progress } from "./progress.ts";

/** Writes everything that is kept to a file. */
export const exportStore: Command = {
  name: "export",
  summary: "write everything that is kept to a file, to move it to another store",
  help: `Usage: digital-factors-relay export <file>

Writes every record, token (its hash) and audit entry as NDJSON. Content stays sealed: whoever imports the file needs
the same keys. \`-\` writes to standard output. A file that is there already is not overwritten, and until the new one
is whole it is called <file>.part.

Stop every relay of this store first: nobody may write meanwhile.`,
  async run(request) {
    const [file = ""] = readArguments("export", request.given, {}, "one file").positionals;
    const counts = await withStore(commandConfig(request), "alone", async (store) => {
      const nowMs = Date.now();
      const written = await toFile(file, (write) =>
        writeExport(store.export(), { source: "store", nowMs, write, onProgress: progress(request.tell, "entries") }),
      );
      await store.audit(auditEntry(nowMs, { id: "system" }, "export", { detail: `${written.records}` }));
      return written;
    });
    request.tell(`Exported ${countsText(counts)}.`);
    return exitCode.done;
  },
};
