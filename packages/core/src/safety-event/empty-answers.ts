import { isObject } from "../lfpse/adverse-event-issue.ts";

/** How deep an event goes: event, list of patients, patient, list of answers. */
const depth = 4;

/**
 * Returns the input without its empty answers: fields that hold nothing, blank words, an empty list or an empty object.
 * Entries of a list stay where they are, so that every place keeps its index.
 */
export function withoutEmptyAnswers(input: unknown, levels = depth): unknown {
  if (levels === 0) return input;
  if (Array.isArray(input)) return input.map((each: unknown) => withoutEmptyAnswers(each, levels - 1));
  if (!isObject(input)) return input;
  return Object.fromEntries(
    Object.entries(input)
      .map(([key, value]) => [key, withoutEmptyAnswers(value, levels - 1)] as const)
      .filter(([, value]) => !isEmpty(value)),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
