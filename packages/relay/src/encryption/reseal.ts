import type { TransferStore } from "../store/transfer-store.ts";

/**
 * Seals everything that is kept with the newest key, in pieces small enough that a relay in service goes on meanwhile.
 * Once it is done, the older keys can be taken out of the settings. It can be broken off and begun again.
 *
 * @param store - Opened with the new key in front of the old ones.
 * @param onProgress - Called after each piece with the number sealed so far.
 * @returns How many pieces of content were sealed anew.
 * @throws {SealError} if something cannot be opened: then its key is still needed, and nothing is lost.
 * @example
 * const sealed = (store: TransferStore) => resealAll(store);
 */
export async function resealAll(
  store: Pick<TransferStore, "resealContent">,
  onProgress: (sealed: number) => void = () => {},
): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await store.resealContent(pieces);
    if (count === 0) return sealed;
    sealed += count;
    onProgress(sealed);
  }
}

/** Pieces of content in one transaction. */
const pieces = 200;
