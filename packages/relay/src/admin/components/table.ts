import { html } from "hono/html";
import { type Markup, nothing } from "./markup.ts";

/** What {@link table} shows. */
export interface TableOptions {
  /** Unique on the page. */
  readonly id: string;
  readonly caption: string;
  /** Whether the caption is only read out, since a heading above says it. */
  readonly isCaptionUnseen?: boolean;
  readonly columns: readonly string[];
  /** Cells by row, in the order of the columns. The first names the row. */
  readonly rows: readonly (readonly (Markup | string | number)[])[];
  /** Columns that hold numbers, by index. */
  readonly numeric?: readonly number[];
}

/**
 * Renders a table in a region that scrolls by itself where there is too little room. On a narrow screen each row stands as a
 * card, each cell behind the name of its column; the roles stay those of a table.
 */
export function table({ id, caption, isCaptionUnseen = false, columns, rows, numeric = [] }: TableOptions): Markup {
  const look = (index: number) => (numeric.includes(index) ? html` class="number"` : nothing);
  const head = columns.map((name, index) => html`<th role="columnheader" scope="col"${look(index)}>${name}</th>`);
  const body = rows.map((cells) => {
    const items = cells.map((cell, index) => tableCell(cell, columns[index] ?? "", index === 0, look(index)));
    return html`<tr role="row">${items}</tr>`;
  });
  return html`<div class="scroll" role="region" aria-labelledby="${id}-caption" tabindex="0">
    <table role="table">
      <caption id="${id}-caption"${isCaptionUnseen ? html` class="unseen"` : nothing}>${caption}</caption>
      <thead role="rowgroup"><tr role="row">${head}</tr></thead>
      <tbody role="rowgroup">${body}</tbody>
    </table>
  </div>`;
}

function tableCell(cell: Markup | string | number, column: string, isRowName: boolean, look: Markup): Markup {
  if (cell === "") return html`<td role="cell" class="empty"></td>`;
  const content = html`<span class="cell-name" aria-hidden="true">${column} </span>${cell}`;
  return isRowName
    ? html`<th role="rowheader" scope="row"${look}>${content}</th>`
    : html`<td role="cell"${look}>${content}</td>`;
}
