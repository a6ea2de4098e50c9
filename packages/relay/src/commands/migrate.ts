import { type Command, readArguments } from "./command.ts";
import { commandConfig, withStore } from "./command-store.ts";
import { exitCode } from "./exit-code.ts";

/** Brings the store to the form that this release works with. */
export const migrate: Command = {
  name: "migrate",
  summary: "bring the store to the form of this release; the relay does so too when it starts",
  help: `Usage: digital-factors-relay migrate

Opens the store, checks it, brings it to the form that this release works with, and closes it. A store in that form
is left as it is. Broken off, it goes on where it stopped at the next call.

Stop the relay first. Make a backup before you go to a later release: an earlier one refuses the new form.`,
  async run(request) {
    readArguments("migrate", request.given, {});
    await withStore(commandConfig(request), "alone", (store) => store.check());
    request.print("The store has the form of this release.");
    return exitCode.done;
  },
};
