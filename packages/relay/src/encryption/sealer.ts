import { createCipheriv, createDecipheriv, randomFillSync } from "node:crypto";
import type { Sealer } from "../store/sealer.ts";
import { type EncryptionKey, keyIdPattern } from "./encryption-key.ts";
import { SealError } from "./seal-error.ts";

/** First byte of sealed content. No JSON text begins with it, nor with a byte that differs from it in one bit. */
const format = 0x01;
const nonceBytes = 12;
const tagBytes = 16;
const algorithm = "aes-256-gcm";

/** What a {@link createSealer} is told beside its keys. */
export interface SealerOptions {
  /**
   * Whether content that is not sealed is refused. Set it once everything kept is sealed: then nobody who can write to
   * the store can put plain text in the place of sealed content. Default: `false`.
   */
  readonly refusePlain?: boolean;
}

/**
 * Returns a sealer that seals with the first key and opens with any of them: AES-256-GCM, a random nonce for each piece,
 * bound to its place. JSON text kept before encryption was switched on opens as it is.
 *
 * Without keys it seals nothing, and still refuses to hand out sealed content as text.
 *
 * @param keys - The newest first.
 * @see docs/adr/ADR-014, with the format byte by byte
 * @see NIST SP 800-38D, section 8.3: one key is for up to 2^32 pieces
 * @example
 * const sealer = createSealer([{ id: "2026-01", key: crypto.getRandomValues(Buffer.alloc(32)) }]);
 * sealer.open(sealer.seal("{}", "a/1/body"), "a/1/body"); // "{}"
 */
export function createSealer(keys: readonly EncryptionKey[], { refusePlain = false }: SealerOptions = {}): Sealer {
  const [newest] = keys;
  const keyOf = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    seal: (text, place) => (newest === undefined ? Buffer.from(text, "utf8") : seal(text, place, newest)),
    open: (bytes, place) => {
      const sealed = parse(bytes);
      if (sealed !== undefined) return open(sealed, place, keyOf.get(sealed.keyId));
      if (!looksPlain(bytes)) throw new SealError("changed");
      if (refusePlain) throw new SealError("plain");
      return Buffer.from(bytes).toString("utf8");
    },
    isCurrent: (bytes) => parse(bytes)?.keyId === newest?.id,
  };
}

interface Sealed {
  /** Format, length of the id, id. */
  readonly head: Buffer;
  readonly keyId: string;
  readonly nonce: Buffer;
  readonly cipherText: Buffer;
  readonly tag: Buffer;
}

function seal(text: string, place: string, { id, key }: EncryptionKey): Uint8Array {
  const head = Buffer.concat([Buffer.from([format, id.length]), Buffer.from(id, "latin1")]);
  const nonce = freshNonce();
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(boundTo(head, place));
  return Buffer.concat([head, nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

function open({ head, keyId, nonce, cipherText, tag }: Sealed, place: string, key: Buffer | undefined): string {
  if (key === undefined) throw new SealError("unknown-key", keyId);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    .setAAD(boundTo(head, place))
    .setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(cipherText), decipher.final()]).toString("utf8");
  } catch {
    throw new SealError("changed");
  }
}

/** Random bytes for the next nonces: asking for them one by one costs as much as the sealing. */
const nonces = Buffer.alloc(nonceBytes * 256);
let used = nonces.byteLength;

/** Returns a nonce that was never given out, as bytes of its own. */
function freshNonce(): Buffer {
  if (used === nonces.byteLength) {
    randomFillSync(nonces);
    used = 0;
  }
  used += nonceBytes;
  return Buffer.from(nonces.subarray(used - nonceBytes, used));
}

/** The head says how long it is, so that no two heads and places make the same bytes. */
function boundTo(head: Buffer, place: string): Buffer {
  return Buffer.concat([head, Buffer.from(place, "utf8")]);
}

/** Returns the parts of sealed content; `undefined` if it does not begin as such. */
function parse(bytes: Uint8Array): Sealed | undefined {
  if (bytes[0] !== format) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headBytes = 2 + (buffer[1] ?? 0);
  const keyId = buffer.toString("latin1", 2, headBytes);
  if (buffer.byteLength < headBytes + nonceBytes + tagBytes || !keyIdPattern.test(keyId)) {
    throw new SealError("changed");
  }
  return {
    head: buffer.subarray(0, headBytes),
    keyId,
    nonce: buffer.subarray(headBytes, headBytes + nonceBytes),
    cipherText: buffer.subarray(headBytes + nonceBytes, -tagBytes),
    tag: buffer.subarray(-tagBytes),
  };
}

/** What was kept before: an object, a list, or nothing for a withdrawal. */
function looksPlain(bytes: Uint8Array): boolean {
  return bytes.byteLength === 0 || bytes[0] === 0x7b || bytes[0] === 0x5b;
}
