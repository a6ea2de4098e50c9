/** Does a thing once for each form, however often the form is sent. */
export interface Once<Value> {
  /** Returns what came of the form; `undefined` if that is no longer known. */
  readonly run: (key: string, work: () => Promise<Value>) => Promise<Value | undefined>;
}

/** Forms remembered; the oldest is forgotten first. */
const mostForms = 1_000;

/**
 * Returns a memory of forms. A second click within `rememberMs` gets what the first one got, and after that nothing: what
 * came of it, such as a secret, is not kept longer.
 */
export function createOnce<Value>(
  rememberMs: number,
  monotonicMs: () => number = () => performance.now(),
): Once<Value> {
  const forms = new Map<string, { result: Promise<Value> | undefined; readonly endsAtMs: number }>();

  function forgetResults(): void {
    for (const form of forms.values()) if (monotonicMs() >= form.endsAtMs) form.result = undefined;
    const [oldest] = forms.keys();
    if (forms.size > mostForms && oldest !== undefined) forms.delete(oldest);
  }

  return {
    run: async (key, work) => {
      forgetResults();
      const known = forms.get(key);
      if (known !== undefined) return await known.result;
      const result = work();
      forms.set(key, { result, endsAtMs: monotonicMs() + rememberMs });
      // What failed may be tried again with the same form.
      result.catch(() => forms.delete(key));
      return await result;
    },
  };
}
