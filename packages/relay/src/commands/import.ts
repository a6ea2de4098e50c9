import { countsText } from "../transfer/counts-text.ts";
import { checkFile, importFile } from "../transfer/import-file.ts";
import { isTransferFileError } from "../transfer/transfer-file-error.ts";
import { type Command, CommandFault, readArguments, usageFault } from "./command.ts";
import { commandConfig, withStore } from "./command-store.ts";
import { exitCode } from "./exit-code.ts";
import { fromFile } from "./input-file.ts";
import { progress } from "./progress.ts";

/** Keeps what a file holds. */
export const importStore: Command = {
  name: "import",
  summary: "keep what an export holds",
  help: `Usage: digital-factors-relay import [--as-unknown | --as-it-is] <file>

Checks the whole file first: its form, its counts, its SHA-256, and that its content opens with the keys of the settings.
Then it keeps it, a few hundred entries at a time. Broken off, call it again: what is there already stays as it is.
\`-\` reads standard input.

  --as-unknown   for a backup: nothing of it is sent by itself, since it may have been delivered after the backup was
                 made. A create that waits becomes \`unknown\`, an update \`parked\`, also behind another; a person
                 decides on each. A withdrawal is sent once nothing is in front of it.
  --as-it-is     needed to do without --as-unknown with the export of a damaged store

Stop every relay of the store that imports first. Ends with 1 if the file is not a whole export, or something is there
already with other content; with 78 if a key is missing.`,
  async run(request) {
    const options = { "as-unknown": { type: "boolean" }, "as-it-is": { type: "boolean" } } as const;
    const { values, positionals } = readArguments("import", request.given, options, "one file");
    const isRestore = values["as-unknown"] === true;
    const isAsItIs = values["as-it-is"] === true;
    if (isRestore && isAsItIs) throw usageFault("import", "it takes one of --as-unknown and --as-it-is.");
    const config = commandConfig(request);
    const [file = ""] = positionals;
    await fromFile(file, async (path) => {
      try {
        await withStore(
          config,
          "alone",
          async (store, sealer) => {
            const { source, counts } = await checkFile(path, sealer, progress(request.tell, "entries checked"));
            if (source === "damaged-store" && !isRestore && !isAsItIs) {
              throw usageFault("import", "this comes from a damaged store: say --as-unknown (or --as-it-is).");
            }
            const onProgress = progress(request.tell, "entries kept");
            const added = await importFile(path, store, sealer, { isRestore, onProgress });
            request.tell(`The file holds ${countsText(counts)}; ${added} of them were new.`);
          },
          { makes: true },
        );
      } catch (error) {
        if (isTransferFileError(error) || error instanceof RangeError) {
          throw new CommandFault(exitCode.failed, error.message);
        }
        throw error;
      }
    });
    return exitCode.done;
  },
};
