/** Listeners without an argument, called one after the other. */
export interface Listeners {
  readonly add: (listener: () => void) => () => void;
  readonly call: () => void;
}

/** Returns an empty set of listeners. */
export function createListeners(): Listeners {
  const all = new Set<{ readonly listener: () => void }>();
  return {
    add: (listener) => {
      // A wrapper, so that one function added twice is two listeners.
      const own = { listener };
      all.add(own);
      return () => {
        all.delete(own);
      };
    },
    call: () => {
      for (const { listener } of [...all]) listener();
    },
  };
}
