import { type Answers, answersFrom } from "../answers/answers.ts";

/** Where answers are saved while they are being given: nowhere, for this tab, or on this computer. */
export type DraftMode = "off" | "session" | "local";

const maxAgeMs = 24 * 60 * 60 * 1000;

/**
 * Keeps the answers of one form on one page over a reload, for a day at most. A browser that allows no storage saves
 * nothing, and then nothing says that it was saved.
 */
export class SavedDraft {
  readonly #mode: DraftMode;
  readonly #key: string;

  constructor(mode: DraftMode, name: string) {
    this.#mode = mode;
    this.#key = `digital-factors:${location.pathname}:${name}`;
  }

  /** Saves, and returns when; `undefined` if it could not. */
  save(answers: Answers): Date | undefined {
    const now = new Date();
    const isSaved = this.#withStorage((storage) => {
      storage.setItem(this.#key, JSON.stringify({ savedAtMs: now.getTime(), answers }));
      return true;
    });
    return isSaved ? now : undefined;
  }

  load(): Answers | undefined {
    return this.#withStorage((storage) => {
      const text = storage.getItem(this.#key);
      if (text === null) return undefined;
      const { savedAtMs, answers } = JSON.parse(text) as { readonly savedAtMs: unknown; readonly answers: unknown };
      if (typeof savedAtMs === "number" && Date.now() - savedAtMs < maxAgeMs)
        return answersFrom(JSON.stringify(answers));
      storage.removeItem(this.#key);
      return undefined;
    });
  }

  wipe(): void {
    this.#withStorage((storage) => storage.removeItem(this.#key));
  }

  #withStorage<Result>(use: (storage: Storage) => Result): Result | undefined {
    if (this.#mode === "off") return undefined;
    try {
      return use(this.#mode === "local" ? localStorage : sessionStorage);
    } catch {
      return undefined;
    }
  }
}
