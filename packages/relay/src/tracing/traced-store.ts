import type { Store } from "../store/store.ts";
import { inSpan } from "./tracing.ts";

/** Returns the store with a span for each operation it takes, from the call until it is durable. */
export function tracedStore(store: Store): Store {
  const take: Store["take"] = (operation) => {
    const attributes = { "digital_factors.record.id": operation.recordId, "digital_factors.operation": operation.kind };
    return inSpan("store take", { attributes }, async (span) => {
      const result = await store.take(operation);
      span.setAttribute("digital_factors.outcome", result.outcome);
      return result;
    });
  };
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = name === "take" ? take : Reflect.get(target, name, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
