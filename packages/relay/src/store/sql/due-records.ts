import { by, listed, lockedIfFree } from "./dialect.ts";
import { optionalNumber } from "./rows.ts";
import { rowsOf, type TransactionContext, type Work } from "./work.ts";

/**
 * Begins a query with `busy`: the organisations that have a record waiting, one step in the index for each, however long
 * their queues are. The last row holds null.
 */
export function busyOrganisations(context: TransactionContext): string {
  const waiting = `records r${by(context, "records_waiting")} where r.state = 'waiting'`;
  return `with recursive busy (organisation) as (
    select (select r.organisation from ${waiting} order by r.organisation limit 1)
    union all
    select (select r.organisation from ${waiting} and r.organisation > busy.organisation
      order by r.organisation limit 1)
    from busy where busy.organisation is not null)`;
}

/** Which records a claim takes. */
export interface DueRequest {
  readonly limit: number;
  readonly perOrganisation: number;
  readonly exceptOrganisations: readonly string[];
}

/** Returns the ids of records that are due, those due first in front, and keeps them from others. */
export function* dueRecords(
  context: TransactionContext,
  { limit, perOrganisation, exceptOrganisations }: DueRequest,
): Work<readonly string[]> {
  const first = (columns: string) =>
    `select ${columns} from records d${by(context, "records_waiting")} where d.organisation = busy.organisation and d.state = 'waiting'
       and d.due_at_ms <= $1 order by d.due_at_ms, d.id limit $2${lockedIfFree(context)}`;
  const due =
    context.dialect === "sqlite"
      ? `join records r on r.id in (${first("d.id")})`
      : `cross join lateral (${first("d.id, d.due_at_ms")}) r`;
  const rows = yield* rowsOf(
    `${busyOrganisations(context)}
     select r.id from busy ${due}
     where busy.organisation is not null and busy.organisation not in ${listed(context, 4)}
     order by r.due_at_ms, r.id limit $3`,
    [context.nowMs, Math.min(limit, perOrganisation), limit, JSON.stringify(exceptOrganisations)],
  );
  return rows.map(({ id }) => String(id));
}

/** Returns when the next record is due or the next lease ends, milliseconds since 1970; `undefined` if there is none. */
export function* nextDueAtMs(
  context: TransactionContext,
  exceptOrganisations: readonly string[],
): Work<number | undefined> {
  const [waiting] = yield* rowsOf(
    `${busyOrganisations(context)}
     select min(first.due_at_ms) as due_at_ms from (
       select (select d.due_at_ms from records d${by(context, "records_waiting")} where d.organisation = busy.organisation and d.state = 'waiting'
         order by d.due_at_ms limit 1) as due_at_ms
       from busy where busy.organisation is not null and busy.organisation not in ${listed(context, 1)}) first`,
    [JSON.stringify(exceptOrganisations)],
  );
  const [sending] = yield* rowsOf(
    `select due_at_ms from records${by(context, "records_leased")}
     where is_leased = 1 and state = 'sending' order by due_at_ms limit 1`,
  );
  const times = [waiting, sending].map((row) => optionalNumber(row?.due_at_ms)).filter((each) => each !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}
