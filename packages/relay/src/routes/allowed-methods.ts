import type { RouterRoute } from "hono/types";

/** Returns what `Allow` says for each path that has a route: its methods, and those that go without saying. */
export function allowedMethods(routes: readonly Pick<RouterRoute, "method" | "path">[]): ReadonlyMap<string, string> {
  const methods = new Map<string, Set<string>>();
  for (const { method, path } of routes) {
    const known = methods.get(path) ?? new Set();
    methods.set(path, known.add(method));
    if (method === "GET") known.add("HEAD");
  }
  return new Map([...methods].map(([path, known]) => [path, [...known, "OPTIONS"].join(", ")]));
}
