import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const contentTypes = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", svg: "image/svg+xml" };

/** Modules of `src/` that the page runs too. */
const modulesForPages = ["incident.js", "incident-to-adverse-event.js", "trust-systems.js"];

const folders = [
  { path: "/public/", folder: new URL("../public/", import.meta.url), pattern: /^[a-z-]+\.(js|css|svg)$/ },
  { path: "/src/", folder: new URL("./", import.meta.url), pattern: new RegExp(`^(${modulesForPages.join("|")})$`) },
  {
    path: "/digital-factors/",
    folder: new URL("../../../packages/form/dist/cdn/", import.meta.url),
    pattern: /^digital-factors(\.[a-z]{2})?\.js$/,
  },
];

/** Tells whether the one-file build of the form is there. */
export function isFormBuilt() {
  return existsSync(fileURLToPath(new URL("digital-factors.js", folders[2].folder)));
}

/**
 * Serves the page's own scripts and styles, and the one-file build of the form. Only names that fit are looked up.
 *
 * @type {import("hono").Handler}
 */
export async function staticFile(context) {
  const { pathname } = new URL(context.req.url);
  const place = folders.find(({ path }) => pathname.startsWith(path));
  const name = pathname.slice(place?.path.length ?? 0);
  if (place === undefined || !place.pattern.test(name)) return context.notFound();
  try {
    return context.body(await readFile(new URL(name, place.folder)), 200, {
      "content-type": contentTypes[name.split(".").at(-1)],
      "cache-control": "no-cache",
    });
  } catch (fault) {
    if (fault.code === "ENOENT") return context.notFound();
    throw fault;
  }
}
