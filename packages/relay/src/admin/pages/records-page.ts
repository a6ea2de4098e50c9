import { html } from "hono/html";
import type { RecordLine, RecordPage } from "../../store/administration-store.ts";
import { deliveryStates } from "../../store/delivery-state.ts";
import { adminPaths } from "../admin-paths.ts";
import { button, postForm } from "../components/buttons.ts";
import { choices } from "../components/choices.ts";
import { type FieldFault, messageOf } from "../components/error-summary.ts";
import { type Markup, nothing } from "../components/markup.ts";
import { pagination } from "../components/pagination.ts";
import { table } from "../components/table.ts";
import { tag } from "../components/tag.ts";
import { textInput } from "../components/text-input.ts";
import { timestamp } from "../components/timestamp.ts";
import { filterFields, filterQuery, type RecordFilter } from "../record-filter.ts";
import { type AdminStrings, fill } from "../strings/strings.ts";
import { firstReason, isOpenState, stateTag } from "./state-words.ts";

/** What the list shows. */
export interface RecordsPageOptions {
  readonly filter: RecordFilter;
  /** Absent where the filter has a fault. */
  readonly page?: RecordPage;
  readonly faults: readonly FieldFault[];
  /** What was searched for. */
  readonly wantedId?: string;
  /** Whether the administrator has all organisations. */
  readonly hasAll: boolean;
  readonly csrfToken: string;
  readonly strings: AdminStrings;
}

/** Renders the search, the filters and one page of the list. No answer is in it. */
export function recordsPage(options: RecordsPageOptions): Markup {
  const { page, faults, wantedId, strings } = options;
  const { records, errorPrefix } = strings;
  return html`<form class="find" method="get" action="${adminPaths.records}" role="search" autocomplete="off" novalidate>
      ${textInput({
        id: "id",
        label: records.find,
        hint: records.idHint,
        error: messageOf(faults, "id"),
        errorPrefix,
        ...(wantedId === undefined ? {} : { value: wantedId }),
      })}
      ${button(records.findButton, "secondary")}
    </form>
    ${filterPanel(options)}
    ${page === undefined ? nothing : list(page, options)}`;
}

function filterPanel(options: RecordsPageOptions): Markup {
  const { filter, faults, strings } = options;
  const { records, states } = strings;
  const filters = [
    ...(filter.states ?? []).map((state) => states[state].name),
    ...(filter.isYellowCardMissing === true ? [records.yellowCardTag] : []),
    ...(options.hasAll && filter.organisation !== undefined ? [filter.organisation] : []),
  ];
  const isFaulty = faults.some(({ fieldId }) => fieldId === "organisation");
  return html`<details class="panel"${isFaulty ? html` open` : nothing}>
      <summary><span>${records.filter}</span></summary>
      <div class="behind">${filterForm(options)}</div>
    </details>
    ${
      filters.length === 0
        ? nothing
        : html`<p class="shown">${fill(records.shown, { filters: filters.join(", ") })}. <a href="${adminPaths.records}">${records.clear}</a></p>`
    }`;
}

function filterForm({ filter, faults, hasAll, strings }: RecordsPageOptions): Markup {
  const { records, states, errorPrefix } = strings;
  return html`<form method="get" action="${adminPaths.records}" autocomplete="off" novalidate>
    ${choices({
      type: "checkbox",
      name: "state",
      legend: records.state,
      errorPrefix,
      isInline: true,
      choices: deliveryStates.map((state) => ({
        value: state,
        label: states[state].name,
        isChecked: filter.states?.includes(state) ?? false,
      })),
    })}
    ${choices({
      type: "checkbox",
      name: "yellow-card",
      legend: records.yellowCard,
      errorPrefix,
      choices: [{ value: "missing", label: records.yellowCardMissing, isChecked: filter.isYellowCardMissing ?? false }],
    })}
    ${
      hasAll
        ? textInput({
            id: "organisation",
            label: records.organisation,
            hint: records.organisationHint,
            width: "short",
            error: messageOf(faults, "organisation"),
            errorPrefix,
            value: filter.organisation ?? "",
          })
        : nothing
    }
    <div class="buttons">${button(records.apply, "secondary")}<a class="cancel" href="${adminPaths.records}">${records.clear}</a></div>
  </form>`;
}

function list(page: RecordPage, { filter, hasAll, csrfToken, strings }: RecordsPageOptions): Markup {
  const { records } = strings;
  if (page.lines.length === 0) return html`<p>${records.empty}</p>`;
  const all = { ...filter };
  delete all.after;
  const pathOf = (part: RecordFilter) => `${adminPaths.records}${filterQuery(part)}`;
  const { after } = filter;
  const { next } = page;
  return html`${lineTable(page.lines, hasAll, strings)}
    ${pagination({
      label: records.pages,
      first: after === undefined ? undefined : { href: pathOf(all), text: records.newest },
      next: next === undefined ? undefined : { href: pathOf({ ...all, after: next }), text: records.older },
    })}
    ${postForm({
      action: adminPaths.export,
      csrfToken,
      hidden: filterFields(all),
      body: html`<p class="hint">${records.exportText}</p>${button(records.export, "secondary")}`,
    })}`;
}

function lineTable(lines: readonly RecordLine[], hasAll: boolean, strings: AdminStrings): Markup {
  const { records } = strings;
  const { columns } = records;
  const hasReference = lines.some(({ lfpse }) => lfpse?.referenceNumber !== undefined);
  return table({
    id: "records",
    caption: records.caption,
    columns: [
      columns.id,
      columns.state,
      ...(hasAll ? [columns.organisation] : []),
      columns.received,
      ...(hasReference ? [columns.reference] : []),
    ],
    rows: lines.map((line) => [
      html`<a class="id" href="${adminPaths.record(line.id)}">${line.id}</a>`,
      stateCell(line, strings),
      ...(hasAll ? [line.organisation] : []),
      timestamp(line.receivedAt, strings),
      ...(hasReference ? [line.lfpse?.referenceNumber ?? ""] : []),
    ]),
  });
}

function stateCell({ state, issues, isYellowCardMissing }: RecordLine, strings: AdminStrings): Markup {
  const missing = isYellowCardMissing ? html` ${tag(strings.records.yellowCardTag, "orange")}` : nothing;
  const isWhyTold = issues.length > 0 && (isOpenState(state) || state === "waiting");
  const why = isWhyTold ? html`<span class="reason">${firstReason(issues, strings)}</span>` : nothing;
  return html`${stateTag(state, strings)}${missing}${why}`;
}
