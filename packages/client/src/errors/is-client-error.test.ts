import { describe, expect, it } from "vitest";
import { type ClientError, clientErrorKinds } from "./client-error.ts";
import { isClientError } from "./is-client-error.ts";

const base = { message: "What happened and what to do.", isSafeToRetry: true };
const examples: { readonly [Kind in ClientError["kind"]]: Extract<ClientError, { kind: Kind }> } = {
  network: { ...base, kind: "network" },
  timeout: { ...base, kind: "timeout", timeoutMs: 1 },
  aborted: { ...base, kind: "aborted" },
  "rate-limited": { ...base, kind: "rate-limited", status: 429 },
  auth: { ...base, kind: "auth", status: 401 },
  rejected: { ...base, kind: "rejected", issues: [] },
  conflict: { ...base, kind: "conflict", status: 409, issues: [] },
  server: { ...base, kind: "server", status: 500, issues: [] },
  "unknown-outcome": { ...base, kind: "unknown-outcome", issues: [] },
};
describe("isClientError", () => {
  it.each(clientErrorKinds)("knows %s after a clone and after JSON", (kind) => {
    const error = examples[kind];
    const copies = [error, structuredClone(error), JSON.parse(JSON.stringify(error))];
    for (const copy of copies) {
      expect(isClientError(copy)).toBe(true);
      for (const asked of clientErrorKinds) expect(isClientError(copy, asked)).toBe(asked === kind);
    }
  });

  it.each([
    undefined,
    null,
    "network",
    [],
    {},
    { ...base },
    { ...base, kind: "other" },
    { kind: "network" },
    new Error(),
  ])("knows %o as something else", (value) => {
    expect(isClientError(value)).toBe(false);
  });

  it.each(["timeout", "rate-limited", "auth", "rejected", "conflict", "server", "unknown-outcome"] as const)(
    "knows %s without its fields as something else",
    (kind) => {
      expect(isClientError({ ...base, kind })).toBe(false);
    },
  );
});
