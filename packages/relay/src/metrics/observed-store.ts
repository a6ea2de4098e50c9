import type { Store } from "../store/store.ts";
import { isStoreUnavailable } from "../store/store-unavailable-error.ts";
import type { RelayObserver } from "./relay-observer.ts";

/**
 * Returns the store, telling the observer what becomes of each operation it is asked to take, and whenever it cannot do
 * its work.
 */
export function observedStore(store: Store, observer: Pick<RelayObserver, "taken" | "storeUnavailable">): Store {
  const take: Store["take"] = async (operation) => {
    const result = await store.take(operation);
    const { recordId, organisation, kind } = operation;
    observer.taken({ recordId, organisation, kind, outcome: result.outcome });
    return result;
  };
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = name === "take" ? take : Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return (...given: unknown[]) => {
        const value: unknown = Reflect.apply(member, target, given);
        if (!(value instanceof Promise)) return value;
        return value.catch((error: unknown) => {
          if (isStoreUnavailable(error)) observer.storeUnavailable(error.reason);
          throw error;
        });
      };
    },
  });
}
