import type { Sealer } from "../sealer.ts";
import { placeOf } from "./content.ts";

/** Begins a fingerprint that is sealed; one that is not is hexadecimal. */
const mark = "sealed:";
/** First byte of a JSON array. */
const bracket = 0x5b;

/**
 * Returns a fingerprint as it is kept. It is sealed since it outlives the content: whoever has the store could try, for
 * each of the likely answers, whether its hash is there.
 */
export function sealFingerprint(sealer: Sealer, fingerprint: string, recordId: string, sequence: number): string {
  return keptFingerprint(sealer.seal(JSON.stringify([fingerprint]), placeOf(recordId, sequence, "fingerprint")));
}

/** Returns a fingerprint that was kept. */
export function openFingerprint(sealer: Sealer, kept: string, recordId: string, sequence: number): string {
  if (!kept.startsWith(mark)) return kept;
  const text = sealer.open(fingerprintBytes(kept), placeOf(recordId, sequence, "fingerprint"));
  return fingerprintIn(text);
}

/** Returns a kept fingerprint as a sealer knows it: what is not sealed as a JSON array. */
export function fingerprintBytes(kept: string): Uint8Array {
  return kept.startsWith(mark) ? Buffer.from(kept.slice(mark.length), "base64") : Buffer.from(JSON.stringify([kept]));
}

/** Returns what a sealer gave as it is kept. */
export function keptFingerprint(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  return buffer[0] === bracket ? fingerprintIn(buffer.toString()) : mark + buffer.toString("base64");
}

function fingerprintIn(text: string): string {
  const [fingerprint] = JSON.parse(text) as readonly unknown[];
  return String(fingerprint);
}
