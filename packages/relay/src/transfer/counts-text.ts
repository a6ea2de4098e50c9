import type { TransferCounts } from "./transfer-format.ts";

/** Returns counts for a person: `2 records, 1 token and 0 audit entries`. */
export function countsText({ records, tokens, audit }: TransferCounts): string {
  const audits = audit === 1 ? "audit entry" : "audit entries";
  return `${records} record${records === 1 ? "" : "s"}, ${tokens} token${tokens === 1 ? "" : "s"} and ${audit} ${audits}`;
}
