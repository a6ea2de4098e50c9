import { html } from "hono/html";
import type { Decision } from "../../store/administration-store.ts";
import type { AuditEntry } from "../../store/audit-store.ts";
import { adminPaths } from "../admin-paths.ts";
import type { Markup } from "../components/markup.ts";
import { table } from "../components/table.ts";
import { timestamp } from "../components/timestamp.ts";
import { type AdminStrings, wordsOf } from "../strings/strings.ts";

/** Renders entries of the audit log. */
export function auditTable(
  entries: readonly AuditEntry[],
  { caption, isOfOneRecord }: { readonly caption: string; readonly isOfOneRecord: boolean },
  strings: AdminStrings,
): Markup {
  const { audit } = strings;
  const { columns } = audit;
  if (entries.length === 0) return html`<p>${audit.empty}</p>`;
  return table({
    id: "audit",
    caption,
    isCaptionUnseen: isOfOneRecord,
    columns: [columns.at, columns.actor, columns.action, ...(isOfOneRecord ? [] : [columns.record]), columns.detail],
    rows: entries.map(({ atMs, actor, action, recordId, detail }) => [
      timestamp(atMs, strings),
      actorText(actor, strings),
      wordsOf(audit.actions, action) ?? action,
      ...(isOfOneRecord
        ? []
        : [recordId === undefined ? "" : html`<a class="id" href="${adminPaths.record(recordId)}">${recordId}</a>`]),
      detailText(action, detail),
    ]),
  });
}

function actorText(actor: string, { audit }: AdminStrings): Markup | string {
  if (actor === "system") return audit.system;
  return actor === "unknown" ? audit.unknown : html`<code>${actor}</code>`;
}

const decisions: readonly string[] = ["send-again", "is-at-lfpse"] satisfies readonly Decision["kind"][];

/** What a decision was about; the mark of its form behind that is for the relay alone. */
function detailText(action: string, detail = ""): string {
  return decisions.includes(action) ? (detail.split(" ")[0] ?? "") : detail;
}
