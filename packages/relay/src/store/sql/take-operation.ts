import { timingSafeEqual } from "node:crypto";
import { type NewOperation, recordLimits, type TakeResult } from "../record-store.ts";
import type { Sealer } from "../sealer.ts";
import { sealText } from "./content.ts";
import { advance, currentOf, isOpen, isWithdrawnAtOnce, type KeptRecord, keptRecord } from "./kept-record.ts";
import { openFingerprint, sealFingerprint } from "./sealed-fingerprint.ts";
import { type Bind, rowsOf, type TransactionContext, type Work } from "./work.ts";

/** What of an operation is kept sealed. */
export interface SealedParts {
  readonly body: Uint8Array | null;
  readonly fingerprint: string;
}

/** Returns the sealed parts of an operation, for its place. */
export function sealParts(sealer: Sealer, operation: NewOperation, sequence: number): SealedParts {
  const { recordId, body, fingerprint } = operation;
  return {
    body: sealText(sealer, body, recordId, sequence, "body"),
    fingerprint: sealFingerprint(sealer, fingerprint, recordId, sequence),
  };
}

/** Keeps a create under its record's id, or tells what is there. `parts` are sealed for the place of sequence 1. */
export function* takeCreate(
  context: TransactionContext,
  operation: NewOperation,
  parts: SealedParts,
  sealer: Sealer,
): Work<TakeResult> {
  const isStored =
    context.dialect === "sqlite"
      ? yield* insertInTwo(context, operation, parts)
      : (yield* insertTogether(context, [{ operation, parts }])).size > 0;
  if (isStored) return { outcome: "stored", receipt: operation.receipt };
  return (yield* known(operation, sealer)) ?? { outcome: "conflict" };
}

/**
 * Keeps creates under their records' ids with one statement; returns the ids of those that were new. No id may come twice.
 * For PostgreSQL.
 */
export function* insertTogether(
  { nowMs }: TransactionContext,
  creates: readonly { readonly operation: NewOperation; readonly parts: SealedParts }[],
): Work<Set<string>> {
  const each = <Value>(columnOf: (operation: NewOperation, parts: SealedParts) => Value) =>
    creates.map(({ operation, parts }) => columnOf(operation, parts));
  const rows = yield* rowsOf(
    `with given as (
       select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[],
         $9::smallint[], $10::bytea[])
         as given (id, organisation, key, fingerprint, receipt, actor, received_at_ms, is_yellow_card_missing, body)),
     taken as (
       insert into records (id, organisation, state, revision, current, due_at_ms, is_yellow_card_missing,
         received_at_ms, changed_at_ms)
       select id, organisation, 'waiting', 1, 1, cast($1 as bigint), is_yellow_card_missing, received_at_ms,
         cast($1 as bigint)
       from given on conflict (id) do nothing returning id)
     insert into operations (record_id, sequence, organisation, kind, key, fingerprint, receipt, received_at_ms,
       actor, state, body)
     select id, 1, organisation, 'create', key, fingerprint, receipt, received_at_ms, actor, 'waiting', body
     from given where id in (select id from taken) returning record_id`,
    [
      nowMs,
      each(({ recordId }) => recordId),
      each(({ organisation }) => organisation),
      each(({ key }) => key),
      each((_, { fingerprint }) => fingerprint),
      each(({ receipt }) => receipt),
      each(({ actor }) => actor),
      each(({ receivedAtMs }) => receivedAtMs),
      each(({ isYellowCardMissing }) => Number(isYellowCardMissing)),
      each((_, { body }) => body),
    ],
  );
  return new Set(rows.map(({ record_id: recordId }) => String(recordId)));
}

function* insertInTwo(context: TransactionContext, operation: NewOperation, parts: SealedParts) {
  const { recordId, organisation, isYellowCardMissing, receivedAtMs } = operation;
  // Counted, not returned: reading rows takes libsql longer than the insert.
  const [inserted] = yield* rowsOf(
    `insert into records (id, organisation, state, revision, current, due_at_ms, is_yellow_card_missing,
       received_at_ms, changed_at_ms)
     values ($1, $2, 'waiting', 1, 1, $3, $4, $5, $3) on conflict (id) do nothing`,
    [recordId, organisation, context.nowMs, Number(isYellowCardMissing), receivedAtMs],
  );
  const isStored = inserted?.changes === 1;
  if (isStored) yield* insertOperation(operation, 1, parts);
  return isStored;
}

/** Keeps an operation behind those that a record has, or tells why not. */
export function* takeChange(context: TransactionContext, operation: NewOperation, sealer: Sealer): Work<TakeResult> {
  const { recordId, organisation, kind, key, receipt, isYellowCardMissing, expectedRevision } = operation;
  const record = yield* keptRecord(context, recordId);
  if (record === undefined || record.organisation !== organisation) return { outcome: "absent" };
  if (record.operations.some((each) => each.key === key)) {
    return (yield* known(operation, sealer)) ?? { outcome: "conflict" };
  }
  if (record.operations.at(-1)?.kind === "withdraw") return { outcome: "withdrawn" };
  if (expectedRevision !== undefined && expectedRevision !== record.revision) {
    return { outcome: "stale", revision: record.revision };
  }
  const sequence = record.revision + 1;
  // Its place is known only here, so it is sealed inside the transaction.
  const parts = sealParts(sealer, operation, sequence);
  // What is wrong can be taken back at any time.
  if (kind !== "withdraw" && (yield* isFull(record, parts))) return { outcome: "full" };
  yield* insertOperation(operation, sequence, parts);
  yield* rowsOf(
    "update records set revision = $2, is_yellow_card_missing = $3, content_removed_at_ms = null where id = $1",
    [recordId, sequence, Number(isYellowCardMissing)],
  );
  const after: KeptRecord = {
    ...record,
    revision: sequence,
    operations: [...record.operations, { sequence, kind, key, state: "waiting" }],
  };
  if (!isOpen(currentOf(record.operations)) || isWithdrawnAtOnce(after, context)) {
    yield* advance(context, after, { dueAtMs: context.nowMs });
  }
  return { outcome: "stored", receipt };
}

/** Whether a record has no room for one more operation. */
function* isFull({ id, revision }: KeptRecord, { body }: SealedParts): Work<boolean> {
  if (revision >= recordLimits.operations) return true;
  const [row] = yield* rowsOf("select sum(length(body)) as bytes from operations where record_id = $1", [id]);
  return Number(row?.bytes ?? 0) + (body?.byteLength ?? 0) > recordLimits.bodyBytes;
}

function* insertOperation(operation: NewOperation, sequence: number, parts: SealedParts): Work<void> {
  const { recordId, organisation, kind, key, receipt, receivedAtMs, actor } = operation;
  const { fingerprint, body } = parts;
  const binds: Bind[] = [recordId, sequence, organisation, kind, key, fingerprint, receipt, receivedAtMs, actor, body];
  yield* rowsOf(
    `insert into operations (record_id, sequence, organisation, kind, key, fingerprint, receipt, received_at_ms, actor,
       state, body)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10)`,
    binds,
  );
}

/** Returns the receipt of the operation under this key, if that was the same request. */
function* known(operation: NewOperation, sealer: Sealer): Work<TakeResult | undefined> {
  const { recordId, organisation, kind, key, fingerprint } = operation;
  const [row] = yield* rowsOf(
    "select sequence, organisation, kind, fingerprint, receipt from operations where record_id = $1 and key = $2",
    [recordId, key],
  );
  const isSame =
    row !== undefined &&
    row.organisation === organisation &&
    row.kind === kind &&
    isEqual(openFingerprint(sealer, String(row.fingerprint), recordId, Number(row.sequence)), fingerprint);
  return isSame ? { outcome: "known", receipt: String(row.receipt) } : undefined;
}

function isEqual(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
