import { html } from "hono/html";
import type { AuditEntry } from "../../store/audit-store.ts";
import type { RecordStatus } from "../../store/record-store.ts";
import { adminPaths } from "../admin-paths.ts";
import { button, buttonLink, postForm } from "../components/buttons.ts";
import { details } from "../components/details.ts";
import type { Markup } from "../components/markup.ts";
import { inset } from "../components/notice.ts";
import { type SummaryLine, summaryList } from "../components/summary-list.ts";
import { table } from "../components/table.ts";
import { tag } from "../components/tag.ts";
import { timestamp } from "../components/timestamp.ts";
import type { AdminStrings } from "../strings/strings.ts";
import { auditTable } from "./audit-table.ts";
import { hasOtherWording, issueTable } from "./issue-table.ts";
import { recordActions } from "./record-actions.ts";
import { firstReason, isOpenState, meaningOf, stateTag } from "./state-words.ts";

/** What the page of a record shows. */
export interface RecordPageOptions {
  readonly record: RecordStatus;
  /** The newest entries about this record. */
  readonly trail: readonly AuditEntry[];
  readonly hasMoreTrail: boolean;
  readonly csrfToken: string;
  readonly strings: AdminStrings;
}

/** Renders one record: its state, why, what can be done, and what was done. No answer is in it. */
export function recordPage({ record, trail, hasMoreTrail, csrfToken, strings }: RecordPageOptions): Markup {
  const { record: words } = strings;
  const { main, more } = recordActions(record, strings);
  const { meaning, toDo } = meaningOf(record, strings);
  const isOpen = isOpenState(record.state);
  const steps = [
    ...(isOpen || !record.isYellowCardMissing ? [toDo] : []),
    ...(record.isYellowCardMissing ? [words.yellowCardToDo] : []),
  ];
  return html`<p class="lead id">${record.id}</p>
    <p>${stateTag(record.state, strings)}</p>
    ${inset(
      html`<p>${meaning}</p>${steps.map((step) => html`<p><b>${step}</b></p>`)}${
        main === undefined ? "" : html`<p class="buttons">${buttonLink(main.text, main.href)}</p>`
      }`,
    )}
    ${
      record.issues.length === 0
        ? ""
        : html`<h2>${words.why}</h2>${issueTable(record.issues, strings)}${
            hasOtherWording(record.issues, strings) ? wordingForm(record.id, csrfToken, strings) : ""
          }`
    }
    ${
      more.length === 0
        ? ""
        : html`<h2 class="screen">${words.moreActions}</h2>
    <ul class="actions">${more.map(({ text, href }) => html`<li><a href="${href}">${text}</a></li>`)}</ul>`
    }
    <h2>${words.facts}</h2>
    ${summaryList(facts(record, strings))}
    <h2>${words.history}</h2>
    ${history(record, strings)}
    <h2>${words.trail}</h2>
    ${auditTable(trail, { caption: words.trail, isOfOneRecord: true }, strings)}
    ${hasMoreTrail ? html`<p><a href="${adminPaths.auditOf(record.id)}">${words.trailMore}</a></p>` : ""}`;
}

function wordingForm(id: string, csrfToken: string, { record }: AdminStrings): Markup {
  return details(
    record.showWording,
    postForm({
      action: adminPaths.recordAction(id, "wording"),
      csrfToken,
      body: html`<p>${record.wordingText}</p>${button(record.showWording, "secondary")}`,
    }),
  );
}

function facts(record: RecordStatus, strings: AdminStrings): readonly SummaryLine[] {
  const { record: words } = strings;
  const { lfpse } = record;
  return [
    [words.organisation, record.organisation],
    [words.received, timestamp(record.receivedAt, strings)],
    [strings.records.csv.changed, timestamp(record.changedAt, strings)],
    [words.apiState, html`<code>${record.state}</code>`],
    [words.revision, record.revision],
    [words.attempts, record.attempts],
    [words.lfpseId, lfpse === undefined ? strings.none : html`<code>${lfpse.id}</code>`],
    ...(lfpse?.versionId === undefined ? [] : [[words.lfpseVersion, lfpse.versionId] as const]),
    [words.reference, lfpse?.referenceNumber ?? strings.none],
    [
      words.yellowCard,
      record.isYellowCardMissing ? tag(words.yellowCardMissing, "orange") : words.yellowCardNotMissing,
    ],
    ...(record.contentRemovedAt === undefined
      ? []
      : [[words.contentRemoved, timestamp(record.contentRemovedAt, strings)] as const]),
  ];
}

function history({ operations }: RecordStatus, strings: AdminStrings): Markup {
  const { historyColumns: columns, history: caption } = strings.record;
  return table({
    id: "history",
    caption,
    isCaptionUnseen: true,
    numeric: [3],
    columns: [columns.operation, columns.state, columns.received, columns.attempts, columns.why],
    rows: operations.map(({ kind, state, receivedAt, attempts, issues }) => [
      strings.operations[kind],
      stateTag(state, strings),
      timestamp(receivedAt, strings),
      attempts,
      firstReason(issues, strings),
    ]),
  });
}
