// The build of core that is measured: run.mjs sets CORE_DIST to a copy of it.
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = fileURLToPath(new URL("../../packages/core/dist", import.meta.url));

/** Folder of the build, absolute. */
export const coreFolder = resolve(process.env.CORE_DIST ?? here);

/** Loads an entry of the build, such as `index.js`. */
export function importCore(entry) {
  return import(pathToFileURL(resolve(coreFolder, entry)).href);
}
