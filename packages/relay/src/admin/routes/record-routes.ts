import { Hono } from "hono";
import { html } from "hono/html";
import type { AdminContext, AdminVariables } from "../admin-context.ts";
import type { AdminOptions } from "../admin-options.ts";
import { adminPaths } from "../admin-paths.ts";
import { faultPage } from "../fault-page.ts";
import { wordingTable } from "../pages/issue-table.ts";
import { recordPage } from "../pages/record-page.ts";
import { recordsPage } from "../pages/records-page.ts";
import { odsCodePattern, parseFilter } from "../record-filter.ts";
import { respond } from "../respond.ts";
import { findRecord, loadRecord } from "./load-record.ts";

/** Records on one page. */
const pageLines = 50;
/** Entries of the audit log on the page of a record. */
const trailEntries = 20;

/** Returns the routes of the list and of one record. */
export function recordRoutes(options: AdminOptions): Hono<AdminVariables> {
  return new Hono<AdminVariables>()
    .get("/", (context) => showList(context, options))
    .get("/:id", (context) => showRecord(context, options))
    .get("/:id/wording", (context) => context.redirect(adminPaths.record(context.req.param("id")), 303))
    .post("/:id/wording", (context) => showWording(context, options));
}

async function showList(context: AdminContext, options: AdminOptions): Promise<Response> {
  const { principal, csrfToken } = context.get("session");
  const strings = context.get("strings");
  const fields = new URL(context.req.url).searchParams;
  const filter = parseFilter(fields, principal.organisation);
  const shown = { filter, hasAll: principal.organisation === undefined, csrfToken, strings };
  const title = strings.records.title;
  const wantedId = fields.get("id")?.trim();
  if (wantedId !== undefined) {
    const record = await findRecord(context, wantedId, options);
    if (record !== undefined) return context.redirect(adminPaths.record(record.id), 303);
    const faults = [{ fieldId: "id", message: strings.records.errors.id }];
    return await respond(context, {
      title,
      section: "records",
      faults,
      body: recordsPage({ ...shown, faults, wantedId: wantedId.slice(0, 100) }),
    });
  }
  if (filter.organisation !== undefined && !odsCodePattern.test(filter.organisation)) {
    const faults = [{ fieldId: "organisation", message: strings.records.errors.organisation }];
    return await respond(context, { title, section: "records", faults, body: recordsPage({ ...shown, faults }) });
  }
  const page = await pageOrNothing(() => options.store.list({ ...filter, limit: pageLines }));
  if (page === undefined) return await faultPage(context, "not-found", adminPaths.records);
  return await respond(context, { title, section: "records", body: recordsPage({ ...shown, page, faults: [] }) });
}

async function showRecord(context: AdminContext, options: AdminOptions): Promise<Response> {
  const record = await loadRecord(context, options);
  if (record === undefined) return await faultPage(context, "not-found", adminPaths.records);
  const strings = context.get("strings");
  const { id } = record;
  const trail = await options.store.auditTrail({ recordId: id, limit: trailEntries });
  return await respond(context, {
    title: strings.record.title,
    section: "records",
    back: { href: adminPaths.records, text: strings.record.back },
    body: recordPage({
      record,
      trail: trail.entries,
      hasMoreTrail: trail.next !== undefined,
      csrfToken: context.get("session").csrfToken,
      strings,
    }),
  });
}

async function showWording(context: AdminContext, { store, now = Date.now }: AdminOptions): Promise<Response> {
  const record = await loadRecord(context, { store });
  if (record === undefined) return await faultPage(context, "not-found", adminPaths.records);
  const { id: recordId, organisation, issues } = record;
  const strings = context.get("strings");
  await store.audit({
    atMs: now(),
    actor: context.get("session").principal.id,
    action: "wording-shown",
    organisation,
    recordId,
    detail: String(issues.length),
  });
  return await respond(context, {
    title: strings.record.wordingTitle,
    section: "records",
    back: { href: adminPaths.record(recordId), text: strings.record.backToRecord },
    body: html`<p class="lead id">${recordId}</p>
      ${issues.length === 0 ? html`<p>${strings.record.noIssues}</p>` : wordingTable(issues, strings)}`,
  });
}

/** Returns a page of a list; `undefined` if the cursor in its address is none. */
export async function pageOrNothing<Page>(read: () => Promise<Page>): Promise<Page | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
