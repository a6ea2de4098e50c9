import type { Issue } from "../outcome/issue.ts";

/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The place of an error; the caller adds what is wrong. */
export function fault(expression: string) {
  return { severity: "error" as const, expression };
}

/** An element of the wrong shape. */
export function structure(expression: string, rule: string, message: string): Issue {
  return { ...fault(expression), code: "structure", rule, message };
}

/** A code that is not in its value set. */
export function invalidCode(expression: string, valueSet: string): Issue {
  return {
    ...fault(expression),
    code: "code-invalid",
    valueSet,
    message: `Use a code from the value set ${valueSet}, as a string.`,
  };
}

/** Tells a JSON object from a list, `null` and the rest. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
