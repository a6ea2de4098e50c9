import { createRetention } from "../retention/retention.ts";
import { type Command, CommandFault, readArguments } from "./command.ts";
import { commandConfig, withStore } from "./command-store.ts";
import { exitCode } from "./exit-code.ts";
import { progress } from "./progress.ts";

/** Applies the retention rule once, now. */
export const retention: Command = {
  name: "retention",
  summary: "remove the content of records that were settled long ago, now",
  help: `Usage: digital-factors-relay retention [--json]

Removes the content of records that have been accepted or withdrawn for longer than DIGITAL_FACTORS_RETENTION_DAYS, and
prints what went. The relay does so too when it starts and every day. Nothing open is touched, and what tells a repeat
from a new record stays. The audit log gets the id of each record. The relay may go on working.

  --json   the report as one JSON object: { "removed", "counts": [{ "organisation", "state", "records" }] }`,
  async run(request) {
    const { values } = readArguments("retention", request.given, { json: { type: "boolean" } });
    const config = commandConfig(request);
    const { retentionDays } = config;
    if (retentionDays === undefined) {
      throw new CommandFault(
        exitCode.config,
        "DIGITAL_FACTORS_RETENTION_DAYS must be set: without it everything is kept.",
      );
    }
    const report = await withStore(config, "beside", (store) =>
      createRetention({
        store,
        retentionDays,
        log: { info: () => {}, error: () => {} },
        onProgress: progress(request.tell, "records"),
      }).run(),
    );
    if (values.json === true) request.print(JSON.stringify(report));
    else {
      for (const { organisation, state, records } of report.counts)
        request.print(`${organisation}  ${state}  ${records}`);
      request.print(`Content of ${report.removed} record${report.removed === 1 ? "" : "s"} was removed.`);
    }
    return exitCode.done;
  },
};
