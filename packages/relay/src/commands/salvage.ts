import { createSealer } from "../encryption/sealer.ts";
import { readDamagedStore } from "../store/libsql/damaged-store.ts";
import { countsText } from "../transfer/counts-text.ts";
import { writeExport } from "../transfer/write-export.ts";
import { type Command, CommandFault, readArguments } from "./command.ts";
import { commandConfig, isAbsent, storeFault } from "./command-store.ts";
import { exitCode } from "./exit-code.ts";
import { toFile } from "./output-file.ts";
import { progress } from "./progress.ts";

/** Exports what can still be read of a damaged embedded store. */
export const salvage: Command = {
  name: "salvage",
  summary: "write what can still be read of a damaged store to a file",
  help: `Usage: digital-factors-relay salvage <damaged store> <file>

Reads what it can of an embedded store that fails its integrity check, and writes it as an export. The damaged file is
not changed. The keys of the settings open what is sealed, to see whether it is whole; in the export it stays sealed.
\`-\` writes to standard output.

It tells how much could be read and how much had to be left out, and ends with 0 in both cases. Keep the damaged file.
The newest of it may be missing, so import the export with --as-unknown.`,
  async run(request) {
    const names = ["a damaged store", "a file"] as const;
    const [damaged = "", file = ""] = readArguments("salvage", request.given, {}, ...names).positionals;
    const { encryptionKeys } = commandConfig(request);
    if (isAbsent(damaged)) {
      throw new CommandFault(
        exitCode.failed,
        "there is no such damaged store, or the file is empty: nothing to salvage.",
      );
    }
    const onProgress = progress(request.tell, "entries");
    try {
      const store = readDamagedStore(damaged, createSealer(encryptionKeys));
      try {
        const counts = await toFile(file, (write) =>
          writeExport(store.entries(), { source: "damaged-store", nowMs: Date.now(), write, onProgress }),
        );
        const skipped = store.skipped();
        const left = skipped === 1 ? "1 entry" : `${skipped} entries`;
        request.tell(`Salvaged ${countsText(counts)}; ${left} could not be read and had to be left out.`);
      } finally {
        store.close();
      }
    } catch (error) {
      throw storeFault(error, { kind: "libsql", file: damaged }) ?? error;
    }
    return exitCode.done;
  },
};
