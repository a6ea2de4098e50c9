/** What a reader of something sent to the sandbox returns: the value, or in one line what is wrong with it. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

/** Returns what is wrong. */
export function problem(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
