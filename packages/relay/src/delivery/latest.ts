/** Keys kept at once; those set longest ago are forgotten. */
const mostKeys = 10_000;

/** Values by key, so many that memory stays flat. */
export interface Latest<Value> {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
  readonly delete: (key: string) => void;
}

/** Returns one that is empty. */
export function createLatest<Value>(): Latest<Value> {
  const values = new Map<string, Value>();
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      values.delete(key);
      values.set(key, value);
      const [oldest] = values.keys();
      if (values.size > mostKeys && oldest !== undefined) values.delete(oldest);
    },
    delete: (key) => void values.delete(key),
  };
}
