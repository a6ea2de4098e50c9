/** An object of JSON whose fields nobody has looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Returns whether a value of JSON is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the objects of a list; of anything else, none. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
