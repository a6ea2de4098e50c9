import { Hono } from "hono";
import type { RecordStatus } from "../../store/record-store.ts";
import type { AdminContext, AdminVariables } from "../admin-context.ts";
import type { AdminOptions } from "../admin-options.ts";
import { adminPaths } from "../admin-paths.ts";
import type { FieldFault } from "../components/error-summary.ts";
import { faultPage } from "../fault-page.ts";
import { fileResponse } from "../file-response.ts";
import { isPossible } from "../pages/record-actions.ts";
import { contentPage } from "../pages/request-pages.ts";
import { respond } from "../respond.ts";
import { loadRecord } from "./load-record.ts";

/** Returns the routes that give out the content of one record, to somebody who says that it is needed. */
export function contentRoutes(options: AdminOptions): Hono<AdminVariables> {
  return new Hono<AdminVariables>()
    .get("/:id/content", async (context) => await show(context, await loadRecord(context, options)))
    .post("/:id/content", (context) => download(context, options));
}

async function show(
  context: AdminContext,
  record: RecordStatus | undefined,
  faults: readonly FieldFault[] = [],
): Promise<Response> {
  if (record === undefined) return await faultPage(context, "not-found", adminPaths.records);
  const strings = context.get("strings");
  return await respond(context, {
    title: strings.content.title,
    section: "records",
    faults,
    back: { href: adminPaths.record(record.id), text: strings.record.backToRecord },
    body: contentPage({ record, csrfToken: context.get("session").csrfToken, faults, strings }),
  });
}

async function download(context: AdminContext, { store, now = Date.now }: AdminOptions): Promise<Response> {
  const record = await loadRecord(context, { store });
  if (record === undefined) return await faultPage(context, "not-found", adminPaths.records);
  const strings = context.get("strings");
  if (context.get("form").get("confirmed") !== "yes") {
    return await show(context, record, [{ fieldId: "confirmed", message: strings.content.error }]);
  }
  const { id: recordId, organisation } = record;
  const content = isPossible("content", record) ? await store.read(recordId, organisation) : undefined;
  if (content === undefined || content.body === "") {
    return await show(context, record, [{ message: strings.content.removed }]);
  }
  await store.audit({
    atMs: now(),
    actor: context.get("session").principal.id,
    action: "content-exported",
    organisation,
    recordId,
    detail: String(content.revision),
  });
  return fileResponse(`report-${recordId}.json`, "application/json", content.body);
}
