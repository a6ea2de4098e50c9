// Fails if the lock file names a server: every install would then be bound to it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./workspace.mjs";

const lines = readFileSync(join(root, "pnpm-lock.yaml"), "utf8").split("\n");
const faults = lines.flatMap((line, index) =>
  /tarball:|https?:\/\//.test(line) ? [`pnpm-lock.yaml:${index + 1}`] : [],
);
if (faults.length > 0) {
  console.error(
    `The lock file names a server: ${faults.slice(0, 5).join(", ")}. Install with the repository's .npmrc.`,
  );
  process.exit(1);
}
