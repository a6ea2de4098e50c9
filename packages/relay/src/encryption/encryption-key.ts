import { randomBytes } from "node:crypto";

/**
 * A key that content is sealed with, and the id that is kept beside what it sealed.
 *
 * @example
 * const idOf = (key: EncryptionKey) => key.id;
 */
export interface EncryptionKey {
  /** Lower-case letters, digits and hyphens, up to 32. Not a secret. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/** Bytes of a key for AES-256. */
const keyBytes = 32;

/** What the id of a key looks like. */
export const keyIdPattern: RegExp = /^[a-z0-9][a-z0-9-]{0,31}$/;

/**
 * Returns the keys in a setting, the newest first, or every fault in it. A fault names the place and the rule, never a
 * part of a key.
 *
 * @param text - Entries `id:base64 of 32 bytes`, with line ends or commas between. Empty lines do not count.
 * @example
 * parseEncryptionKeys("2026-01:short"); // { ok: false, faults: ["must hold 32 bytes in base64 after the colon (entry 1)"] }
 */
export function parseEncryptionKeys(
  text: string,
):
  | { readonly ok: true; readonly value: readonly EncryptionKey[] }
  | { readonly ok: false; readonly faults: readonly string[] } {
  const entries = text
    .split(/[\r\n,]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  if (entries.length === 0) return { ok: false, faults: ["must hold at least one key, as id:base64"] };
  const keys: EncryptionKey[] = [];
  const ids = new Set<string>();
  const faults = entries.flatMap((entry, index) => {
    const colon = entry.indexOf(":");
    const id = entry.slice(0, Math.max(colon, 0));
    const key = readKey(entry.slice(colon + 1));
    const found = [
      ...(colon < 0 ? ["must have the form id:base64"] : []),
      ...(colon >= 0 && !keyIdPattern.test(id)
        ? ["must have an id of lower-case letters, digits and hyphens, up to 32"]
        : []),
      ...(colon >= 0 && key === undefined ? ["must hold 32 bytes in base64 after the colon"] : []),
      ...(key?.every((byte) => byte === key[0]) ? ["must be random: take `keys make`"] : []),
      ...(colon >= 0 && ids.has(id) ? ["must not have the id of a key before it"] : []),
      ...(key !== undefined && keys.some((other) => other.key.equals(key)) ? ["must not be a key given before"] : []),
    ];
    ids.add(id);
    if (key !== undefined) keys.push({ id, key });
    return found.map((rule) => `${rule} (entry ${index + 1})`);
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: keys };
}

/**
 * Returns a new random key as a line of the setting, for a person to put in front of the others.
 *
 * @param nowMs - Milliseconds since 1970; the day becomes part of the id, so that people see which key is the newer.
 * @example
 * makeEncryptionKey(Date.parse("2026-01-31T15:00:00Z")).startsWith("2026-01-31-"); // true
 */
export function makeEncryptionKey(nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10);
  return `${day}-${randomBytes(2).toString("hex")}:${randomBytes(keyBytes).toString("base64")}`;
}

/** Takes one spelling of the bytes only, so that a key cut off by one letter is noticed. */
function readKey(text: string): Buffer | undefined {
  const key = Buffer.from(text, "base64");
  return key.byteLength === keyBytes && key.toString("base64") === text ? key : undefined;
}
