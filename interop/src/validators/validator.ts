/** FHIR release of a resource. */
export type Release = "STU3" | "R4";

/** One resource that we make, as JSON. */
export interface Resource {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

/** What a validator says of one resource. */
export interface Verdict {
  readonly isValid: boolean;
  /** Its own words, one entry for each thing said. Empty where it says nothing. */
  readonly output: readonly string[];
}

/** A validator that this project did not write. */
export interface Validator {
  /** Name on the npm registry. */
  readonly name: string;
  /** Version installed, read from the package. */
  readonly version: string;
  readonly release: Release;
  /** What it holds a resource to. */
  readonly method: string;
  /** Whether it refuses an element that FHIR does not have; the published STU3 JSON schema allows any. */
  readonly seesUnknownElements: boolean;
  readonly validate: (resource: Resource) => Verdict;
}

/** Returns the messages with how often each was said, in the order first said. */
export function countMessages(messages: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const message of messages) counts.set(message, (counts.get(message) ?? 0) + 1);
  return [...counts].map(([message, times]) => (times === 1 ? message : `${message} (said ${times} times)`));
}

/** Returns a resource without what it contains, then each contained resource: for a validator that knows one kind at a time. */
export function partsOf({ contained, ...whole }: Resource): readonly Resource[] {
  return [whole as Resource, ...(Array.isArray(contained) ? (contained as Resource[]) : [])];
}
