import { randomUUID } from "node:crypto";
import { exampleRecord } from "../example-record.ts";

/** A record as a host sends it, whose words hold its id, so that it can be found again at the far side. */
export type SyntheticRecord = ReturnType<typeof exampleRecord> & { readonly description: string };

/** Characters that a careless store, log or encoding changes. */
const awkward = ['"', "\\", "\n", "é", "ŵ", "🩺", "\u2028", "</script>", "$1", "''", "%00", "\t", "{", "&amp;"];
const sign = "Example report ";

/** Returns a valid record about a synthetic event, with words that differ from record to record. */
export function syntheticRecord(random: () => number): SyntheticRecord {
  const id = randomUUID();
  const words = Array.from({ length: 30 + Math.floor(random() * 40) }, () =>
    random() < 0.2 ? awkward[Math.floor(random() * awkward.length)] : Math.floor(random() * 2 ** 31).toString(36),
  ).join(" ");
  const description = `${sign}${id}: ${words}.`;
  return { ...exampleRecord({ id, description }), description };
}

/** Returns the id of the synthetic record that a text tells of; `undefined` if it tells of none. */
export function recordIdIn(text: string): string | undefined {
  return /Example report ([0-9a-f-]{36}):/.exec(text)?.[1];
}
