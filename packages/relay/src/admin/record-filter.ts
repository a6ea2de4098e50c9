import type { RecordQuery } from "../store/administration-store.ts";
import { type DeliveryState, deliveryStates } from "../store/delivery-state.ts";

/** What an administrator restricts the list to. */
export type RecordFilter = Omit<RecordQuery, "limit">;

/** ODS codes of every kind: letters and digits. */
export const odsCodePattern = /^[A-Za-z0-9]{1,10}$/;

/** Longest cursor that a page of the list gave, and more. */
const cursorCharacters = 500;

/**
 * Returns the filter in the fields of an address or a form. An administrator of one organisation has it always, whatever
 * the fields say.
 *
 * @param own - Organisation of the administrator. Absent: all.
 */
export function parseFilter(fields: URLSearchParams, own: string | undefined): RecordFilter {
  const wanted = fields.getAll("state");
  const states: readonly DeliveryState[] = deliveryStates.filter((state) => wanted.includes(state));
  const organisation = own ?? fields.get("organisation")?.trim() ?? "";
  const after = fields.get("after") ?? "";
  return {
    ...(states.length === 0 ? {} : { states }),
    ...(fields.get("yellow-card") === "missing" ? { isYellowCardMissing: true } : {}),
    ...(organisation === "" ? {} : { organisation }),
    ...(after === "" || after.length > cursorCharacters ? {} : { after }),
  };
}

/** Returns the fields of a filter, as a form or an address has them. */
export function filterFields(filter: RecordFilter): readonly (readonly [name: string, value: string])[] {
  return [
    ...(filter.states ?? []).map((state) => ["state", state] as const),
    ...(filter.isYellowCardMissing === true ? [["yellow-card", "missing"] as const] : []),
    ...(filter.organisation === undefined ? [] : [["organisation", filter.organisation] as const]),
    ...(filter.after === undefined ? [] : [["after", filter.after] as const]),
  ];
}

/** Returns a filter as the query of an address, with its question mark; empty for no filter. */
export function filterQuery(filter: RecordFilter): string {
  const query = filterText(filter);
  return query === "" ? "" : `?${query}`;
}

/** Returns a filter as fields of a form, in one text. */
export function filterText(filter: RecordFilter): string {
  const fields = new URLSearchParams();
  for (const [name, value] of filterFields(filter)) fields.append(name, value);
  return fields.toString();
}
