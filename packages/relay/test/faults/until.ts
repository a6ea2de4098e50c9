import { setTimeout as wait } from "node:timers/promises";

/**
 * Asks again and again until there is an answer, and returns it.
 *
 * @param ask - Returns `undefined` for as long as it is not so.
 * @throws {Error} that says what did not happen, after `limitMs`.
 */
export async function until<Value>(
  what: string,
  ask: () => Promise<Value | undefined> | Value | undefined,
  { limitMs = 30_000, everyMs = 20 }: { readonly limitMs?: number; readonly everyMs?: number } = {},
): Promise<Value> {
  const endAtMs = performance.now() + limitMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (performance.now() > endAtMs) throw new Error(`Not within ${limitMs} ms: ${what}.`);
    await wait(everyMs);
  }
}
