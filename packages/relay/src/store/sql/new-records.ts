import type { NewOperation, TakeResult } from "../record-store.ts";
import type { Sealer } from "../sealer.ts";
import { insertTogether, type SealedParts, sealParts, takeCreate } from "./take-operation.ts";
import type { SqlRunner } from "./work.ts";

interface Waiting {
  readonly operation: NewOperation;
  readonly parts: SealedParts;
  readonly resolve: (result: TakeResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Most creates in one statement: bounds how long its rows stay locked, and how much is sent at once. */
const mostTogether = 200;

/**
 * Takes creates that arrive together with one statement, for a database where each statement is a way there and back. What
 * is there already, or comes twice, is then looked at by itself.
 */
export class NewRecords {
  readonly #runner: SqlRunner;
  readonly #sealer: Sealer;
  #waiting: Waiting[] = [];

  constructor(runner: SqlRunner, sealer: Sealer) {
    this.#runner = runner;
    this.#sealer = sealer;
  }

  take(operation: NewOperation): Promise<TakeResult> {
    const parts = sealParts(this.#sealer, operation, 1);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ operation, parts, resolve, reject });
      if (this.#waiting.length === 1) void this.#write();
    });
  }

  async #write(): Promise<void> {
    let group: readonly Waiting[] | undefined;
    // Grouped only when the transaction begins, so that all that came while another was under way share it.
    const begun = () => {
      group ??= this.#group();
      return group;
    };
    try {
      const stored = await this.#runner.write((context) => insertTogether(context, firstOfEach(begun())));
      for (const each of begun()) {
        const { operation, resolve } = each;
        // Only the first of those that came twice was stored.
        if (stored.delete(operation.recordId)) resolve({ outcome: "stored", receipt: operation.receipt });
        else this.#takeAlone(each);
      }
    } catch (error) {
      for (const { reject } of begun()) reject(error);
    }
  }

  #group(): readonly Waiting[] {
    const group = this.#waiting.splice(0, mostTogether);
    if (this.#waiting.length > 0) void this.#write();
    return group;
  }

  #takeAlone({ operation, parts, resolve, reject }: Waiting): void {
    this.#runner.write((context) => takeCreate(context, operation, parts, this.#sealer)).then(resolve, reject);
  }
}

function firstOfEach(group: readonly Waiting[]): readonly Waiting[] {
  const ids = new Set<string>();
  return group.filter(({ operation: { recordId } }) => !ids.has(recordId) && ids.add(recordId));
}
