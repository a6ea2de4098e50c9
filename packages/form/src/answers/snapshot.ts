import type { ScreenId } from "@digital-factors/core";
import { type Answers, answersFrom } from "./answers.ts";

/** Everything a person would miss after a reload: the answers, the screen, and what was being typed. */
export interface Snapshot extends Answers {
  readonly screen?: unknown;
  readonly systemSearch: string;
  readonly recordedAt?: string | undefined;
}

/** Reads a snapshot from its JSON text; `undefined` if it is none, and without what in it cannot be used. */
export function snapshotFrom(json: string): Snapshot | undefined {
  try {
    const saved = JSON.parse(json) as Readonly<Record<keyof Snapshot, unknown>>;
    if (typeof saved.draft !== "object") return undefined;
    const text = (value: unknown) => (typeof value === "string" ? value : undefined);
    return {
      ...answersFrom(saved),
      screen: saved.screen as ScreenId,
      systemSearch: text(saved.systemSearch) ?? "",
      recordedAt: text(saved.recordedAt),
    };
  } catch {
    return undefined;
  }
}

/** The number is that of the format. */
const tokenStart = "df1.";

/** Returns a snapshot's JSON text as one string of plain characters. */
export function tokenOf(json: string): string {
  return tokenStart + btoa(encodeURIComponent(json));
}

/** Reads a snapshot from a token; `undefined` for anything that is no token of this version. Never throws. */
export function snapshotFromToken(token: unknown): Snapshot | undefined {
  try {
    const text = String(token);
    return text.startsWith(tokenStart)
      ? snapshotFrom(decodeURIComponent(atob(text.slice(tokenStart.length))))
      : undefined;
  } catch {
    return undefined;
  }
}
