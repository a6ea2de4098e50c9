import type { LfpseIdentity } from "../delivery-state.ts";
import type { Row } from "./work.ts";

/** Returns the text of a column; `undefined` if it is null. */
export function optionalText(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

/** Returns the number of a column; `undefined` if it is null. */
export function optionalNumber(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

/** Returns the bytes of a column; `undefined` if it is null. */
export function optionalBytes(value: unknown): Uint8Array | undefined {
  return value === null || value === undefined ? undefined : (value as Uint8Array);
}

/** Returns what LFPSE called the event of a record; `undefined` if it has none, as far as is known. */
export function lfpseOf(row: Row): LfpseIdentity | undefined {
  const id = optionalText(row.lfpse_id);
  if (id === undefined) return undefined;
  const versionId = optionalText(row.lfpse_version_id);
  const referenceNumber = optionalText(row.lfpse_reference_number);
  return {
    id,
    ...(versionId === undefined ? {} : { versionId }),
    ...(referenceNumber === undefined ? {} : { referenceNumber }),
  };
}

/** Returns the time of a column: ISO 8601, UTC. */
export function timeOf(value: unknown): string {
  return new Date(Number(value)).toISOString();
}
