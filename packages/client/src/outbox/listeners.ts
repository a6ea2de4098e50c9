/** Listeners, called one after the other. */
export interface Listeners<Arguments extends readonly unknown[]> {
  readonly add: (listener: (...told: Arguments) => void) => () => void;
  readonly call: (...told: Arguments) => void;
}

/** Returns an empty set of listeners. */
export function createListeners<Arguments extends readonly unknown[]>(): Listeners<Arguments> {
  const all = new Set<{ readonly listener: (...told: Arguments) => void }>();
  return {
    add: (listener) => {
      // A wrapper, so that one function added twice is two listeners.
      const own = { listener };
      all.add(own);
      return () => {
        all.delete(own);
      };
    },
    call: (...told) => {
      for (const { listener } of [...all]) {
        try {
          listener(...told);
        } catch (error) {
          // Its own fault, to be seen in the console; it must not keep a report from being sent.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
