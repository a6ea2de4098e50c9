import { expect, vi } from "vitest";

// A browser on a busy machine takes its time; a promise that is broken fails all the same.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Expects of what `read` returns that it comes to be so within 20 seconds. */
export function eventually<Value>(read: () => Value) {
  return expect.poll(read, { timeout: 20_000 });
}
