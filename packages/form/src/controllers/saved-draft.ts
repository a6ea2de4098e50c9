import { type Snapshot, snapshotFrom } from "../answers/snapshot.ts";

/** Where answers are saved while they are being given: nowhere, for this tab, or on this computer. */
export type DraftMode = "off" | "session" | "local";

/**
 * Makes a draft unreadable on its way to the browser's storage, and readable on its way back. The key is the host's matter.
 *
 * @example
 * declare const seal: (text: string) => Promise<string>;
 * declare const open: (text: string) => Promise<string>;
 * const cipher: DraftCipher = { encrypt: seal, decrypt: open };
 */
export interface DraftCipher {
  encrypt(text: string): Promise<string> | string;
  /** Throws, or rejects, where it cannot. */
  decrypt(text: string): Promise<string> | string;
}

/** Why nothing is kept: the storage or the cipher refuses, another tab keeps its own, or what is there cannot be opened. */
export type DraftProblem = "notKept" | "keptElsewhere" | "notOpened";

/** What is stored. Every version has the first two fields; `answers` of this one is JSON text, or what the cipher made of it. */
interface Stored {
  readonly format: string;
  readonly savedAtMs: number;
  readonly isSealed: boolean;
  readonly answers: string;
}

export interface DraftSettings {
  readonly mode: DraftMode;
  readonly name: string;
  readonly maxAgeMs: number;
  readonly cipher: DraftCipher | undefined;
  /** Takes back what was saved; `false` if these are the answers of another report. */
  restore(saved: Snapshot): boolean;
  /** `savedAt` or `problem` may be different. */
  told(problem: DraftProblem | undefined): void;
}

const format = "digital-factors-draft/1";

/**
 * Keeps the answers of one form on one page over a reload. What somebody may still want is not overwritten: neither what
 * another tab has saved since, nor a draft of a newer version, nor one that cannot be opened.
 */
export class SavedDraft {
  savedAt: Date | undefined;
  problem: DraftProblem | undefined;
  /** Fulfilled once everything so far is opened or saved. */
  done: Promise<void>;
  readonly #settings: DraftSettings;
  readonly #key: string;
  /** What is stored, as far as we know: ours to replace. */
  #known: string | null | undefined;
  #latest: string | undefined;

  constructor(settings: DraftSettings) {
    this.#settings = settings;
    // On a server, where Lit's renderer comes by here, there is no location; nothing is kept there either.
    this.#key = `digital-factors:${globalThis.location?.pathname}:${settings.name}`;
    this.done = this.#open();
  }

  async #open(): Promise<void> {
    const stored = this.#use((storage) => storage.getItem(this.#key));
    const { restore, cipher, told } = this.#settings;
    if (this.problem !== undefined) told(this.problem);
    if (!stored) return;
    this.#known = stored;
    const draft = this.#fresh(stored);
    // Too old, or no draft of any version.
    if (draft === undefined) return this.#use((storage) => storage.removeItem(this.#key));
    let isOurs = false;
    try {
      if (draft.format !== format) throw draft;
      const text = draft.isSealed ? await cipher?.decrypt(draft.answers) : draft.answers;
      // Wiped, or opened anew, meanwhile.
      if (this.#known !== stored) return;
      const saved = snapshotFrom(String(text));
      if (saved === undefined) throw draft;
      isOurs = restore(saved);
      if (isOurs) this.savedAt = new Date(draft.savedAtMs);
    } catch {
      if (this.#known === stored) this.#tell("notOpened");
    }
    if (!isOurs) this.#known = undefined;
    told(this.problem);
  }

  /** Saves the answers, if they are not the ones that were saved last. */
  save(answers: string): void {
    if (answers === this.#latest) return;
    this.#latest = answers;
    this.done = this.done.then(() => this.#store(answers));
  }

  async #store(text: string): Promise<void> {
    const { cipher, told } = this.#settings;
    try {
      // Newer ones follow, or all is wiped.
      const answers = text === this.#latest && cipher ? await cipher.encrypt(text) : text;
      if (text !== this.#latest) return;
      if (typeof answers !== "string") throw answers;
      this.#use((storage) => {
        const stored = storage.getItem(this.#key);
        if (stored && stored !== this.#known && this.#fresh(stored)) return this.#tell(this.problem ?? "keptElsewhere");
        const savedAtMs = Date.now();
        this.#known = JSON.stringify({ format, savedAtMs, isSealed: cipher !== undefined, answers } satisfies Stored);
        storage.setItem(this.#key, this.#known);
        this.savedAt = new Date(savedAtMs);
        this.problem = undefined;
      });
    } catch {
      this.#tell("notKept");
    }
    told(this.problem);
  }

  /** Leaves nothing of ours behind: not what is stored, nor what is on its way there. */
  wipe(): void {
    this.#use((storage) => {
      if (storage.getItem(this.#key) === this.#known) storage.removeItem(this.#key);
    });
    this.stop();
  }

  /** Lets nothing more reach the storage until the next save. */
  stop(): void {
    this.#known = this.#latest = this.savedAt = this.problem = undefined;
  }

  #fresh(stored: string): Stored | undefined {
    try {
      const draft = JSON.parse(stored) as Stored;
      return Math.abs(Date.now() - draft.savedAtMs) < this.#settings.maxAgeMs ? draft : undefined;
    } catch {
      return undefined;
    }
  }

  #tell(problem: DraftProblem): void {
    this.problem = problem;
    this.savedAt = undefined;
  }

  #use<Result>(use: (storage: Storage) => Result): Result | undefined {
    const { mode } = this.#settings;
    try {
      if (mode === "local" || mode === "session") return use(mode === "local" ? localStorage : sessionStorage);
    } catch {
      this.#tell("notKept");
    }
    return undefined;
  }
}
