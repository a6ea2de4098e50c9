import { setImmediate } from "node:timers/promises";
import type { Sealer } from "../sealer.ts";
import {
  contentAfter,
  firstPlace,
  type Replacement,
  type ResealPlace,
  replaceContent,
  type SealedOperation,
} from "./reseal-content.ts";
import type { SqlRunner } from "./work.ts";

/** Operations that are in memory at once. */
const operationsAtOnce = 50;

/** Seals what a store keeps with the newest key, in one pass over several calls. */
export class Resealing {
  readonly #runner: SqlRunner;
  readonly #sealer: Sealer;
  #place: ResealPlace = firstPlace;
  #firstFault: { readonly error: unknown } | undefined;

  constructor(runner: SqlRunner, sealer: Sealer) {
    this.#runner = runner;
    this.#sealer = sealer;
  }

  /**
   * Seals up to `limit` pieces; returns how many, 0 at the end of a pass.
   *
   * @throws the sealer's error at the end of a pass in which a piece could not be opened. The others are sealed by then.
   */
  async next(limit: number): Promise<number> {
    if (!(limit >= 1)) throw new RangeError("limit must be 1 or more.");
    const replacements: Replacement[] = [];
    let place = this.#place;
    for (;;) {
      const behind = place;
      const operations = await this.#runner.read((context) => contentAfter(context, behind, operationsAtOnce));
      place = this.#collect(operations, replacements, limit) ?? place;
      if (replacements.length === limit || operations.length === 0) break;
      await setImmediate();
    }
    if (replacements.length === 0) this.#endPass();
    else {
      await this.#runner.write((context) => replaceContent(context, replacements));
      // Only now: what could not be written is looked at again.
      this.#place = place;
    }
    return replacements.length;
  }

  /** Seals what these operations hold, until there are `limit` replacements. Returns the last place that is done. */
  #collect(
    operations: readonly SealedOperation[],
    replacements: Replacement[],
    limit: number,
  ): ResealPlace | undefined {
    let done: ResealPlace | undefined;
    for (const { place, pieces } of operations) {
      const resealed = pieces.flatMap((piece) => this.#resealed(piece) ?? []);
      replacements.push(...resealed.slice(0, limit - replacements.length));
      // An operation of which a piece is left is looked at again.
      if (replacements.length === limit) break;
      done = place;
    }
    return done;
  }

  #resealed(piece: SealedOperation["pieces"][number]): Replacement | undefined {
    try {
      if (this.#sealer.isCurrent(piece.bytes)) return undefined;
      return { piece, bytes: this.#sealer.seal(this.#sealer.open(piece.bytes, piece.place), piece.place) };
    } catch (error) {
      this.#firstFault ??= { error };
      return undefined;
    }
  }

  #endPass(): void {
    const fault = this.#firstFault;
    this.#place = firstPlace;
    this.#firstFault = undefined;
    if (fault !== undefined) throw fault.error;
  }
}
