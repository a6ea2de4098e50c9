import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { DiskEvent } from "./write-log.ts";

type Change = Extract<DiskEvent, { readonly kind: "write" | "truncate" }>;

/** Pieces in which a disk writes: what is written less than whole is torn at such a border. */
const sectorBytes = 512;

/**
 * A disk that has only what was made safe, and some, none or all of what was not.
 *
 * Each file has its own unsafe changes. A sync makes those safe that were made before it began; one that fails loses
 * them for good, as Linux does: the next one has nothing to say about them. Files come and go in the order of the log, as
 * file systems with a journal keep it.
 */
export class DiskAfterPowerLoss {
  readonly #safe = new Map<string, Buffer>();
  readonly #unsafe = new Map<string, { readonly change: Change; readonly index: number }[]>();
  #index = 0;

  /** Goes on by one event of the log. */
  apply(event: DiskEvent): void {
    if (event.kind === "write" || event.kind === "truncate") {
      const changes = this.#unsafe.get(event.path) ?? [];
      changes.push({ change: event, index: this.#index });
      this.#unsafe.set(event.path, changes);
      if (!this.#safe.has(event.path)) this.#safe.set(event.path, Buffer.alloc(0));
    } else if (event.kind === "remove") {
      this.#safe.delete(event.path);
      this.#unsafe.delete(event.path);
    } else if (event.kind === "sync") {
      const changes = this.#unsafe.get(event.path) ?? [];
      const reached = changes.filter(({ index }) => index < event.afterEvents);
      if (event.isOk) {
        for (const { change } of reached) this.#safe.set(event.path, changed(this.#safe.get(event.path), change));
      }
      this.#unsafe.set(
        event.path,
        changes.filter(({ index }) => index >= event.afterEvents),
      );
    }
    this.#index += 1;
  }

  /**
   * Writes the files as they would be found after the power was lost now.
   *
   * @param random - Decides what of the unsafe changes was kept, and where it is torn. Absent: none was kept.
   */
  writeTo(folder: string, random?: () => number): void {
    for (const [path, safe] of this.#safe) {
      let content = safe;
      for (const { change } of random === undefined ? [] : (this.#unsafe.get(path) ?? [])) {
        if (random !== undefined) content = changed(content, torn(change, random));
      }
      writeFileSync(join(folder, basename(path)), content);
    }
  }
}

function torn(change: Change, random: () => number): Change {
  const fate = random();
  if (change.kind === "truncate" || fate < 0.4) return change;
  if (fate < 0.7) return { ...change, bytes: Buffer.alloc(0) };
  const sectors = Math.floor((change.bytes.length / sectorBytes) * random());
  return { ...change, bytes: change.bytes.subarray(0, sectors * sectorBytes) };
}

function changed(content: Buffer = Buffer.alloc(0), change: Change): Buffer {
  if (change.kind === "truncate") return resized(content, change.size);
  const whole = resized(content, Math.max(content.length, change.at + change.bytes.length));
  change.bytes.copy(whole, change.at);
  return whole;
}

function resized(content: Buffer, size: number): Buffer {
  const copy = Buffer.alloc(size);
  content.copy(copy);
  return copy;
}
