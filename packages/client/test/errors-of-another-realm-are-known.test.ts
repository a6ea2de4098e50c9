import { createContext, runInContext } from "node:vm";
import { clientErrorKinds, isClientError, isSubmitError } from "@digital-factors/client";
import { describe, expect, it } from "vitest";

// A frame, a worker or a second copy of the package has an Error and an Object of its own.
const inAnotherRealm = (script: string): unknown => runInContext(script, createContext({}));

describe("an error of another realm", () => {
  it.each(clientErrorKinds)("is known as a ClientError: %s", (kind) => {
    const fields = { kind, message: "m", isSafeToRetry: true, status: 400, timeoutMs: 1, issues: [] };
    const foreign = inAnotherRealm(`(${JSON.stringify(fields)})`);
    expect(foreign instanceof Object).toBe(false);
    expect(isClientError(foreign, kind)).toBe(true);
  });

  it("is known as a SubmitError", () => {
    const foreign = inAnotherRealm(`Object.assign(new Error("m"), { name: "SubmitError", code: "not-sent" })`);
    expect(foreign instanceof Error).toBe(false);
    expect(isSubmitError(foreign)).toBe(true);
    expect(isSubmitError(inAnotherRealm(`new Error("m")`))).toBe(false);
  });
});
