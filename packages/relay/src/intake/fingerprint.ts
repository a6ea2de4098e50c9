import { hash } from "node:crypto";
import type { OperationKind } from "../store/record-store.ts";

/**
 * Returns a hash of what a request asks for, that does not depend on the order of names or on white space: what a client
 * sends again has the same one, also after its storage or a proxy wrote it anew.
 *
 * @param kind - What is asked to be done: the same content asks for something else as a create and as an update.
 * @param value - A value from JSON text. Absent: a request without content.
 * @returns SHA-256, hexadecimal.
 * @example
 * fingerprint("create", { a: 1, b: 2 }) === fingerprint("create", { b: 2, a: 1 }); // true
 */
export function fingerprint(kind: OperationKind, value?: unknown): string {
  // A create is hashed as the first release of the relay hashed it, so that what it took is known for good.
  return hash("sha256", kind === "create" ? canonicalText(value) : `${kind} ${canonicalText(value)}`, "hex");
}

/** Writes a value with the names of each object in order: as a list of pairs, which an object cannot be taken for. */
function canonicalText(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  if (Array.isArray(value)) {
    let items = "";
    for (const item of value) items += items === "" ? canonicalText(item) : `,${canonicalText(item)}`;
    return `[${items}]`;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  let pairs = "";
  for (const name of Object.keys(fields).sort()) {
    pairs += `${pairs === "" ? "[" : ",["}${quoted(name)},${canonicalText(fields[name])}]`;
  }
  return `{"pairs":[${pairs}]}`;
}

/** Characters that JSON writes as they are. */
const plain = /^[ !#-[\]-~]*$/;

/** As JSON.stringify, which takes twice as long for the short texts of a record. */
function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}
