import { auditEntry } from "../access/audit.ts";
import { makeEncryptionKey } from "../encryption/encryption-key.ts";
import { resealAll } from "../encryption/reseal.ts";
import { type Command, CommandFault, type CommandRequest, readArguments, usageFault } from "./command.ts";
import { commandConfig, withStore } from "./command-store.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { progress } from "./progress.ts";

/** Makes keys, and seals what is kept with the newest one. */
export const keys: Command = {
  name: "keys",
  summary: "make an encryption key, or seal everything with the newest one",
  help: `Usage: digital-factors-relay keys make
       digital-factors-relay keys reseal

make     prints a new key as a line for DIGITAL_FACTORS_ENCRYPTION_KEYS, once. It needs no settings.
reseal   seals everything that is kept with the first key of the settings. The relay may go on working. Broken off, call
         it again. Once it ends with 0, the other keys can be taken out of the settings.

To rotate with one relay: put the new key in front of the others, restart, run reseal, take the old key away, restart.
With several relays of one store: put the new key behind the others at every relay and restart each; then put it in front
at every relay and restart each; then run reseal, take the old key away, restart.
Keep old keys for as long as you keep backups that were made with them.`,
  async run(request) {
    const [deed, ...given] = request.given;
    if (deed === "make") {
      readArguments("keys", given, {});
      request.print(makeEncryptionKey(Date.now()));
      return exitCode.done;
    }
    if (deed !== "reseal") throw usageFault("keys", "it takes make or reseal.");
    return await reseal({ ...request, given });
  },
};

async function reseal(request: CommandRequest): Promise<ExitCode> {
  readArguments("keys", request.given, {});
  const config = commandConfig(request);
  if (config.encryptionKeys.length === 0) {
    throw new CommandFault(
      exitCode.config,
      "DIGITAL_FACTORS_ENCRYPTION_KEYS must be set: there is no key to seal with.",
    );
  }
  const sealed = await withStore(config, "beside", async (store) => {
    const count = await resealAll(store, progress(request.tell, "pieces of content sealed"));
    await store.audit(auditEntry(Date.now(), { id: "system" }, "content-resealed", { detail: `${count}` }));
    return count;
  });
  request.tell(`Sealed ${sealed} piece${sealed === 1 ? "" : "s"} of content. All of it is sealed with the newest key.`);
  return exitCode.done;
}
