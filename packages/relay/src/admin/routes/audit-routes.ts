import { Hono } from "hono";
import { html } from "hono/html";
import type { AuditPage } from "../../store/audit-store.ts";
import type { AdminContext, AdminVariables } from "../admin-context.ts";
import type { AdminOptions } from "../admin-options.ts";
import { adminPaths } from "../admin-paths.ts";
import type { Markup } from "../components/markup.ts";
import { pagination } from "../components/pagination.ts";
import { faultPage } from "../fault-page.ts";
import { auditTable } from "../pages/audit-table.ts";
import { respond } from "../respond.ts";
import { type AdminStrings, fill } from "../strings/strings.ts";
import { pageOrNothing } from "./record-routes.ts";

/** Entries on one page. */
const pageEntries = 50;
/** Longest id or cursor that is looked for. */
const queryCharacters = 500;

/** Returns the route of the audit log. */
export function auditRoutes(options: AdminOptions): Hono<AdminVariables> {
  return new Hono<AdminVariables>().get("/", (context) => showLog(context, options));
}

async function showLog(context: AdminContext, { store }: AdminOptions): Promise<Response> {
  const { organisation } = context.get("session").principal;
  const recordId = wanted(context.req.query("record"));
  const after = wanted(context.req.query("after"));
  const query = {
    limit: pageEntries,
    ...(organisation === undefined ? {} : { organisation }),
    ...(recordId === undefined ? {} : { recordId }),
    ...(after === undefined ? {} : { after }),
  };
  const page = await pageOrNothing(() => store.auditTrail(query));
  if (page === undefined) return await faultPage(context, "not-found", adminPaths.audit);
  const strings = context.get("strings");
  return await respond(context, {
    title: strings.audit.title,
    section: "audit",
    body: auditPage(page, { recordId, isFirst: after === undefined }, strings),
  });
}

function wanted(value: string | undefined): string | undefined {
  return value === undefined || value === "" || value.length > queryCharacters ? undefined : value;
}

function auditPage(
  { entries, next }: AuditPage,
  { recordId, isFirst }: { readonly recordId: string | undefined; readonly isFirst: boolean },
  strings: AdminStrings,
): Markup {
  const { audit } = strings;
  const start = recordId === undefined ? adminPaths.audit : adminPaths.auditOf(recordId);
  const joint = recordId === undefined ? "?" : "&";
  return html`<p>${audit.intro}</p>
    ${
      recordId === undefined
        ? ""
        : html`<p>${fill(audit.ofRecord, { id: recordId })} <a href="${adminPaths.audit}">${audit.showAll}</a></p>`
    }
    ${auditTable(entries, { caption: audit.caption, isOfOneRecord: false }, strings)}
    ${pagination({
      label: audit.pages,
      first: isFirst ? undefined : { href: start, text: audit.newest },
      next:
        next === undefined
          ? undefined
          : { href: `${start}${joint}after=${encodeURIComponent(next)}`, text: audit.older },
    })}`;
}
