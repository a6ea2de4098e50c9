import type { AdministrationStore, RecordCounts, RecordQuery } from "../administration-store.ts";
import { type DeliveryState, deliveryStates } from "../delivery-state.ts";
import { cursorOf, readCursor } from "./cursor.ts";
import { by, listed } from "./dialect.ts";
import { lineColumns } from "./find-record.ts";
import { optionalNumber } from "./rows.ts";
import { type Bind, type Row, rowsOf, type TransactionContext, type Work } from "./work.ts";

/** Most lines of a page. */
const maxLines = 500;

type Place = readonly [receivedAtMs: number, id: string];

/** A page of records as they are kept, with the sealed issues of their current operations. */
export interface ListedRows {
  readonly rows: readonly Row[];
  readonly next?: string;
}

/** Lists records, the newest first; see `AdministrationStore.list`. */
export function* listRecords(context: TransactionContext, query: RecordQuery): Work<ListedRows> {
  const { organisation, states = deliveryStates, isYellowCardMissing, limit, after } = query;
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= maxLines)) {
    throw new RangeError(`limit must be 1 to ${maxLines}.`);
  }
  const [receivedAtMs, id] = after === undefined ? [Number.MAX_SAFE_INTEGER, ""] : readCursor(after, isPlace);
  const binds: Bind[] = [receivedAtMs, id, limit + 1];
  const bind = (value: Bind) => `$${binds.push(value)}`;
  const shared = [
    "(received_at_ms, id) < ($1, $2)",
    ...(organisation === undefined ? [] : [`organisation = ${bind(organisation)}`]),
    ...(isYellowCardMissing === undefined ? [] : [`is_yellow_card_missing = ${isYellowCardMissing ? 1 : 0}`]),
  ];
  const part = (table: string, only: string, index: number) =>
    `select * from (select ${lineColumns} from ${table} where ${[only, ...shared].join(" and ")}
       order by received_at_ms desc, id desc limit $3) as part_${index}`;
  const listedStates = isYellowCardMissing === true ? listed(context, binds.push(JSON.stringify(states))) : "";
  // A part for each state reads no more rows than the page has, however many records there are; so does the index of the
  // few whose Yellow Card is missing.
  const parts =
    isYellowCardMissing === true
      ? [part(`records${by(context, "records_yellow_card")}`, `state in ${listedStates}`, 0)]
      : [...new Set(states)].map((state, index) => part("records", `state = ${bind(state)}`, index));
  if (parts.length === 0) return { rows: [] };
  const rows = yield* rowsOf(
    `select page.*, o.issues from (${parts.join(" union all ")} order by received_at_ms desc, id desc limit $3) page
       join operations o on o.record_id = page.id and o.sequence = page.current
     order by page.received_at_ms desc, page.id desc`,
    binds,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  if (last === undefined || rows.length <= limit) return { rows: page };
  const place: Place = [Number(last.received_at_ms), String(last.id)];
  return { rows: page, next: cursorOf(place) };
}

/** Counts records by state; see `AdministrationStore.count`. */
export function* countRecords(
  context: TransactionContext,
  { organisation }: NonNullable<Parameters<AdministrationStore["count"]>[0]>,
): Work<RecordCounts> {
  const [only, binds] = organisation === undefined ? ["", []] : [" and organisation = $1", [organisation]];
  const counted = yield* rowsOf(
    `select state, count(*) as records from records where 1 = 1${only} group by state`,
    binds,
  );
  const [missing] = yield* rowsOf(
    `select count(*) as records from records${by(context, "records_yellow_card")} where is_yellow_card_missing = 1${only}`,
    binds,
  );
  const waiting = yield* oldestNext(context, "waiting", organisation);
  const sending = yield* oldestNext(context, "sending", organisation);
  const states = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Record<DeliveryState, number>;
  for (const { state, records } of counted) states[state as DeliveryState] = Number(records);
  const oldestWaitingAtMs = Math.min(...waiting, ...sending);
  return {
    states,
    yellowCardsMissing: Number(missing?.records ?? 0),
    ...(Number.isFinite(oldestWaitingAtMs) ? { oldestWaitingAtMs } : {}),
  };
}

/**
 * Returns when operations came that are next of a record in this state, milliseconds since 1970: the oldest is among them.
 * Empty if there is none.
 */
function* oldestNext(
  context: TransactionContext,
  state: "waiting" | "sending",
  organisation: string | undefined,
): Work<readonly number[]> {
  const only = organisation === undefined ? "" : " and r.organisation = $2";
  const records = `records r${by(context, organisation === undefined ? "records_by_state" : "records_by_organisation")}`;
  const own: readonly Bind[] = organisation === undefined ? [] : [organisation];
  const [create] = yield* rowsOf(
    `select r.received_at_ms from ${records} where r.state = $1 and r.current = 1${only}
     order by r.received_at_ms limit 1`,
    [state, ...own],
  );
  const createAtMs = optionalNumber(create?.received_at_ms);
  // A change came after its record, so that only one of a record older than this create can have come before it.
  const [change] = yield* rowsOf(
    `select min(o.received_at_ms) as received_at_ms
     from ${records} join operations o on o.record_id = r.id and o.sequence = r.current
     where r.state = $1 and r.current > 1 and r.received_at_ms < $${own.length + 2}${only}`,
    [state, ...own, createAtMs ?? Number.MAX_SAFE_INTEGER],
  );
  return [createAtMs, optionalNumber(change?.received_at_ms)].filter((each) => each !== undefined);
}

function isPlace(value: unknown): value is Place {
  return Array.isArray(value) && value.length === 2 && Number.isSafeInteger(value[0]) && typeof value[1] === "string";
}
