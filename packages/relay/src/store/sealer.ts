/**
 * Seals content before it is kept and opens it again. The place is bound to it: what was sealed for one place does not
 * open in another.
 *
 * @example
 * const roundTrip = (sealer: Sealer) => sealer.open(sealer.seal("text", "a/1/body"), "a/1/body"); // "text"
 */
export interface Sealer {
  /** @param place - Where it is kept: `<record id>/<sequence>/<body, payload, issues or fingerprint>`. */
  readonly seal: (text: string, place: string) => Uint8Array;
  /**
   * @throws {SealError} if it was changed, belongs elsewhere, or its key is not there.
   */
  readonly open: (bytes: Uint8Array, place: string) => string;
  /** Whether it is sealed as `seal` would seal it now. */
  readonly isCurrent: (bytes: Uint8Array) => boolean;
}

/**
 * A {@link Sealer} that seals nothing: content is kept as UTF-8 text.
 *
 * @example
 * plainSealer.open(plainSealer.seal("text", "a/1/body"), "a/1/body"); // "text"
 */
export const plainSealer: Sealer = {
  seal: (text) => Buffer.from(text, "utf8"),
  open: (bytes) => Buffer.from(bytes).toString("utf8"),
  isCurrent: () => true,
};
