import type { Issue } from "@digital-factors/core";
import type { Sealer } from "../sealer.ts";

/** Columns of an operation whose content is sealed. */
export type ContentColumn = "body" | "payload" | "issues";

/** Columns of an operation with something sealed in them. */
export type SealedColumn = ContentColumn | "fingerprint";

/** Every {@link ContentColumn}. */
export const contentColumns: readonly ContentColumn[] = ["body", "payload", "issues"];

/** Issue of a record whose content cannot be opened. */
export const sealedIssue: Issue = {
  severity: "error",
  code: "not-supported",
  rule: "sealed-content",
  message: "The relay cannot open what it kept of this: the key is not there, or the content was changed.",
};

/** Issue of a record that waits for the key of its content. */
export const sealedForNowIssue: Issue = {
  severity: "warning",
  code: "not-supported",
  rule: "sealed-content",
  message:
    "A key for what the relay kept of this is not in its settings. It will be sent by itself once the key is there.",
};

/** Returns where a piece of content is kept, as its sealer binds it. */
export function placeOf(recordId: string, sequence: number, column: SealedColumn): string {
  return `${recordId}/${sequence}/${column}`;
}

/** Returns text as it is kept; `null` if there is none. */
export function sealText(
  sealer: Sealer,
  text: string,
  recordId: string,
  sequence: number,
  column: ContentColumn,
): Uint8Array | null {
  return text === "" ? null : sealer.seal(text, placeOf(recordId, sequence, column));
}

/** Returns issues as they are kept; `null` if there are none. */
export function sealIssues(
  sealer: Sealer,
  issues: readonly Issue[],
  recordId: string,
  sequence: number,
): Uint8Array | null {
  return sealText(sealer, issues.length === 0 ? "" : JSON.stringify(issues), recordId, sequence, "issues");
}

/** Returns the issues of an operation, or one that says that they cannot be opened: the rest of a status stays readable. */
export function openIssues(
  sealer: Sealer,
  bytes: Uint8Array | undefined,
  recordId: string,
  sequence: number,
): readonly Issue[] {
  if (bytes === undefined) return [];
  try {
    return JSON.parse(sealer.open(bytes, placeOf(recordId, sequence, "issues"))) as readonly Issue[];
  } catch {
    return [sealedIssue];
  }
}
