import { setImmediate } from "node:timers/promises";
import type { Issue } from "@digital-factors/core";
import type { StoredSession, StoredToken } from "../access-store.ts";
import type { RecordPage, RecordQuery } from "../administration-store.ts";
import type { AuditEntry } from "../audit-store.ts";
import type { LfpseIdentity } from "../delivery-state.ts";
import type { Claim } from "../delivery-store.ts";
import type { NewOperation, RecordStatus, TakeResult } from "../record-store.ts";
import type { Sealer } from "../sealer.ts";
import type { Store } from "../store.ts";
import type { TransferEntry } from "../transfer-store.ts";
import {
  addSession,
  allTokens,
  endSession,
  findSession,
  findToken,
  insertToken,
  removeEndedSessions,
  revokeToken,
} from "./access.ts";
import { addAuditEntry, auditEntriesAfter, auditTrail } from "./audit-log.ts";
import { claimRecords, releaseClaim, renewLeases } from "./claim-records.ts";
import { placeOf, sealIssues, sealText } from "./content.ts";
import { decide } from "./decide.ts";
import { nextDueAtMs } from "./due-records.ts";
import { findRecord, readRecord, toLine, toStatus } from "./find-record.ts";
import { countRecords, listRecords } from "./list-records.ts";
import { NewRecords } from "./new-records.ts";
import { removeContent } from "./remove-content.ts";
import { Resealing } from "./resealing.ts";
import { markSending, settleClaim } from "./settle-claim.ts";
import { sweepLeases } from "./sweep-leases.ts";
import { sealParts, takeChange, takeCreate } from "./take-operation.ts";
import { importEntries, recordsAfter } from "./transfer.ts";
import { rowsOf, type SqlRunner } from "./work.ts";

/** Records of an export that are in memory at once: each may hold a few bodies. */
const exportedAtOnce = 20;
/** Entries of the audit log that are in memory at once. */
const entriesAtOnce = 500;

/** The store, over any database that runs its works. Content is sealed before it gets there and opened behind it. */
export class SqlStore implements Store {
  readonly #runner: SqlRunner;
  readonly #sealer: Sealer;
  readonly #resealing: Resealing;
  readonly #newRecords: NewRecords | undefined;

  /** @param takesTogether - Whether creates that arrive together are taken with one statement. For PostgreSQL. */
  constructor(runner: SqlRunner, sealer: Sealer, { takesTogether = false } = {}) {
    this.#runner = runner;
    this.#sealer = sealer;
    this.#resealing = new Resealing(runner, sealer);
    this.#newRecords = takesTogether ? new NewRecords(runner, sealer) : undefined;
  }

  async take(operation: NewOperation): Promise<TakeResult> {
    if (operation.kind !== "create") {
      return this.#runner.write((context) => takeChange(context, operation, this.#sealer));
    }
    if (this.#newRecords !== undefined) return this.#newRecords.take(operation);
    const parts = sealParts(this.#sealer, operation, 1);
    return this.#runner.write((context) => takeCreate(context, operation, parts, this.#sealer));
  }

  async find(recordId: string, organisation?: string): Promise<RecordStatus | undefined> {
    const rows = await this.#runner.read((context) => findRecord(context, recordId, organisation));
    return rows === undefined ? undefined : toStatus(rows, this.#sealer);
  }

  async read(recordId: string, organisation?: string) {
    const found = await this.#runner.read((context) => readRecord(context, recordId, organisation));
    if (found === undefined) return undefined;
    const { revision, newest } = found;
    const open = ({ sequence, body }: NonNullable<typeof newest>) =>
      this.#sealer.open(body, placeOf(recordId, sequence, "body"));
    return { revision, body: newest === undefined ? "" : open(newest) };
  }

  claim(request: Parameters<Store["claim"]>[0]): Promise<Claim[]> {
    return this.#runner.write((context) => claimRecords(context, request, this.#sealer));
  }

  markSending(request: Parameters<Store["markSending"]>[0]): Promise<boolean> {
    const { recordId, sequence } = request;
    const payload = sealText(this.#sealer, request.payload, recordId, sequence, "payload");
    return this.#runner.write((context) => markSending(context, { ...request, payload }));
  }

  async settle(request: Parameters<Store["settle"]>[0]): Promise<boolean> {
    const { recordId, sequence, settlement } = request;
    if (settlement.state === "accepted") refuseNul(settlement.lfpse);
    const issues = sealIssues(this.#sealer, "issues" in settlement ? settlement.issues : [], recordId, sequence);
    return this.#runner.write((context) => settleClaim(context, { ...request, issues }));
  }

  release(request: Parameters<Store["release"]>[0]): Promise<boolean> {
    return this.#runner.write((context) => releaseClaim(context, request));
  }

  renew(request: Parameters<Store["renew"]>[0]): Promise<number> {
    return this.#runner.write((context) => renewLeases(context, request));
  }

  sweep(request: { readonly horizonMs: number; readonly issues: readonly Issue[] }): Promise<string[]> {
    return this.#runner.write((context) => sweepLeases(context, request, this.#sealer));
  }

  nextDueInMs(request: Parameters<Store["nextDueInMs"]>[0] = {}): Promise<number | undefined> {
    return this.#runner.read(function* (context) {
      const dueAtMs = yield* nextDueAtMs(context, request.exceptOrganisations ?? []);
      return dueAtMs === undefined ? undefined : Math.max(0, dueAtMs - context.nowMs);
    });
  }

  async list(query: RecordQuery): Promise<RecordPage> {
    const { rows, next } = await this.#runner.read((context) => listRecords(context, query));
    return {
      lines: rows.map((row) => toLine(row, row.issues, this.#sealer)),
      ...(next === undefined ? {} : { next }),
    };
  }

  count(request: Parameters<Store["count"]>[0] = {}): ReturnType<Store["count"]> {
    return this.#runner.read((context) => countRecords(context, request));
  }

  async decide(request: Parameters<Store["decide"]>[0]): ReturnType<Store["decide"]> {
    if (request.decision.kind === "is-at-lfpse") refuseNul(request.decision.lfpse);
    return this.#runner.write((context) => decide(context, request));
  }

  removeContent(request: Parameters<Store["removeContent"]>[0]): ReturnType<Store["removeContent"]> {
    return this.#runner.write((context) => removeContent(context, request));
  }

  audit(entry: AuditEntry): Promise<void> {
    return this.#runner.write(() => addAuditEntry(entry));
  }

  auditTrail(query: Parameters<Store["auditTrail"]>[0]): ReturnType<Store["auditTrail"]> {
    return this.#runner.read((context) => auditTrail(context, query));
  }

  async addToken(token: StoredToken): Promise<void> {
    const isAdded = await this.#runner.write(() => insertToken(token));
    if (!isAdded) throw new RangeError("There is a token with this id already.");
  }

  findToken(id: string): Promise<StoredToken | undefined> {
    return this.#runner.read((context) => findToken(context, id));
  }

  tokens(): Promise<readonly StoredToken[]> {
    return this.#runner.read(allTokens);
  }

  revokeToken(id: string, atMs: number): Promise<boolean> {
    return this.#runner.write((context) => revokeToken(context, id, atMs));
  }

  addSession(session: StoredSession): Promise<void> {
    return this.#runner.write((context) => addSession(context, session));
  }

  findSession(hash: string): Promise<StoredSession | undefined> {
    return this.#runner.read((context) => findSession(context, hash));
  }

  endSession(hash: string): Promise<void> {
    return this.#runner.write((context) => endSession(context, hash));
  }

  removeEndedSessions(nowMs: number): Promise<void> {
    return this.#runner.write((context) => removeEndedSessions(context, nowMs));
  }

  async *export(): AsyncGenerator<TransferEntry> {
    for (let last = ""; ; ) {
      const records = await this.#runner.read((context) => recordsAfter(context, last, exportedAtOnce));
      yield* records;
      const end = records.at(-1);
      if (end === undefined) break;
      last = end.id;
      await setImmediate();
    }
    for (const token of await this.tokens()) yield { type: "token", token };
    for (let last = 0; ; ) {
      const entries = await this.#runner.read(() => auditEntriesAfter(last, entriesAtOnce));
      for (const { entry } of entries) yield { type: "audit", entry };
      const end = entries.at(-1);
      if (end === undefined) break;
      last = end.id;
    }
  }

  import(entries: readonly TransferEntry[]): Promise<number> {
    return this.#runner.write((context) => importEntries(context, entries, this.#sealer));
  }

  resealContent(limit: number): Promise<number> {
    return this.#resealing.next(limit);
  }

  async check(): Promise<void> {
    await this.#runner.write(({ nowMs, dialect }) =>
      dialect === "sqlite"
        ? rowsOf(
            `insert into readiness (id, checked_at_ms) values (1, $1)
             on conflict (id) do update set checked_at_ms = excluded.checked_at_ms`,
            [nowMs],
          )
        : // Writes the transaction's commit without a row that several relays would wait for.
          rowsOf("select pg_current_xact_id()"),
    );
  }

  close(): Promise<void> {
    return this.#runner.close();
  }
}

/** PostgreSQL has no NUL in a text, and every store keeps the same. */
function refuseNul({ id, versionId = "", referenceNumber = "" }: LfpseIdentity): void {
  if (`${id}${versionId}${referenceNumber}`.includes("\0")) {
    throw new RangeError("What LFPSE called an event must hold no NUL character.");
  }
}
