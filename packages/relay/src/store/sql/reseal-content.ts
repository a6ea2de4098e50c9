import { contentColumns, placeOf, type SealedColumn } from "./content.ts";
import { optionalBytes } from "./rows.ts";
import { fingerprintBytes, keptFingerprint } from "./sealed-fingerprint.ts";
import { rowsOf, type TransactionContext, type Work } from "./work.ts";

/** A place among the operations, in the order of the records' ids. */
export interface ResealPlace {
  readonly recordId: string;
  readonly sequence: number;
}

/** Where a pass begins. */
export const firstPlace: ResealPlace = { recordId: "", sequence: 0 };

/** One piece of content as it is kept. */
export interface Piece extends ResealPlace {
  readonly column: SealedColumn;
  /** What the sealer binds it to. */
  readonly place: string;
  readonly bytes: Uint8Array;
}

/** A piece with what takes its place. */
export interface Replacement {
  readonly piece: Piece;
  readonly bytes: Uint8Array;
}

/** The content of one operation. */
export interface SealedOperation {
  readonly place: ResealPlace;
  readonly pieces: readonly Piece[];
}

/** Returns the content of up to `limit` operations behind this place. */
export function* contentAfter(
  _context: TransactionContext,
  { recordId, sequence }: ResealPlace,
  limit: number,
): Work<readonly SealedOperation[]> {
  const rows = yield* rowsOf(
    `select record_id, sequence, fingerprint, issues, body, payload from operations where (record_id, sequence) > ($1, $2)
     order by record_id, sequence limit $3`,
    [recordId, sequence, limit],
  );
  return rows.map((row) => {
    const place = { recordId: String(row.record_id), sequence: Number(row.sequence) };
    const piece = (column: SealedColumn, bytes: Uint8Array | undefined): Piece[] =>
      bytes === undefined ? [] : [{ ...place, column, place: placeOf(place.recordId, place.sequence, column), bytes }];
    const pieces = [
      ...piece("fingerprint", fingerprintBytes(String(row.fingerprint))),
      ...contentColumns.flatMap((column) => piece(column, optionalBytes(row[column]))),
    ];
    return { place, pieces };
  });
}

/** Puts replacements in place, where the pieces are still as they were read. */
export function* replaceContent(_context: TransactionContext, replacements: readonly Replacement[]): Work<void> {
  for (const { piece, bytes } of replacements) {
    const { column, recordId, sequence } = piece;
    const kept = column === "fingerprint" ? keptFingerprint : (each: Uint8Array) => each;
    yield* rowsOf(`update operations set ${column} = $4 where record_id = $1 and sequence = $2 and ${column} = $3`, [
      recordId,
      sequence,
      kept(piece.bytes),
      kept(bytes),
    ]);
  }
}
