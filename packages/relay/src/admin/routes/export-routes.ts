import { Hono } from "hono";
import type { RecordLine } from "../../store/administration-store.ts";
import type { Store } from "../../store/store.ts";
import type { AdminContext, AdminVariables } from "../admin-context.ts";
import type { AdminOptions } from "../admin-options.ts";
import { adminPaths } from "../admin-paths.ts";
import { csvLine } from "../csv.ts";
import { fileResponse } from "../file-response.ts";
import { ruleOf } from "../pages/state-words.ts";
import { filterText, parseFilter, type RecordFilter } from "../record-filter.ts";
import type { AdminStrings } from "../strings/strings.ts";

/** Lines read at a time. */
const pageLines = 500;

/** Returns the route of the list as a file. */
export function exportRoutes(options: AdminOptions): Hono<AdminVariables> {
  return new Hono<AdminVariables>()
    .get("/export", (context) => context.redirect(adminPaths.records, 303))
    .post("/export", (context) => exportList(context, options));
}

async function exportList(context: AdminContext, { store, now = Date.now }: AdminOptions): Promise<Response> {
  const { principal } = context.get("session");
  const filter = { ...parseFilter(context.get("form"), principal.organisation) };
  delete filter.after;
  const atMs = now();
  await store.audit({
    atMs,
    actor: principal.id,
    action: "export",
    ...(filter.organisation === undefined ? {} : { organisation: filter.organisation }),
    detail: filterText(filter),
  });
  const lines = csvLines(store, filter, context.get("strings"));
  const name = `reports-${new Date(atMs).toISOString().slice(0, 10)}.csv`;
  return fileResponse(name, "text/csv; charset=utf-8; header=present", streamOf(lines));
}

/** Gives the file line by line, so that a list of any length needs the memory of one page. */
async function* csvLines(store: Store, filter: RecordFilter, { records }: AdminStrings): AsyncGenerator<string> {
  // The mark at the beginning tells a spreadsheet that this is UTF-8.
  yield `\uFEFF${csvLine(Object.values(records.csv))}`;
  for (let after: string | undefined; ; ) {
    const page = await store.list({ ...filter, limit: pageLines, ...(after === undefined ? {} : { after }) });
    yield page.lines.map(lineOf).join("");
    if (page.next === undefined) return;
    after = page.next;
  }
}

/** Keys are those of the strings' `csv`, so that no column is without its name. */
function lineOf(line: RecordLine): string {
  const cells: Readonly<Record<keyof AdminStrings["records"]["csv"], string | number | undefined>> = {
    id: line.id,
    organisation: line.organisation,
    state: line.state,
    received: line.receivedAt,
    changed: line.changedAt,
    revision: line.revision,
    attempts: line.attempts,
    lfpseId: line.lfpse?.id,
    lfpseVersion: line.lfpse?.versionId,
    reference: line.lfpse?.referenceNumber,
    yellowCard: line.isYellowCardMissing ? "true" : "false",
    rules: [...new Set(line.issues.map(ruleOf))].join(" "),
    contentRemoved: line.contentRemovedAt,
  };
  return csvLine(Object.values(cells));
}

function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
