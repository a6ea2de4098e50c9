import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LaunchOptions } from "playwright";
import { renderAll } from "./rendering.ts";
import { resultsPage } from "./results.ts";
import { validateAll } from "./validation.ts";
import { interopFolder } from "./validators/installed.ts";

/**
 * Runs every check, writes RESULTS.md, and returns the exit code: 0 when all pass, else 1.
 *
 * @param launchOptions - How Chromium is started.
 */
export async function main(launchOptions: LaunchOptions): Promise<number> {
  const say = (line: string) => console.log(line);
  say("Validators…");
  const validation = validateAll(say);
  say("Renderer…");
  const rendering = await renderAll(launchOptions, say);
  writeFileSync(join(interopFolder, "RESULTS.md"), resultsPage(validation, rendering));
  const faults = [...validation.faults, ...rendering.faults];
  for (const fault of faults) console.error(`FAILED  ${fault}`);
  say(
    faults.length === 0
      ? "All checks passed. See interop/RESULTS.md."
      : `${faults.length} faults. See interop/RESULTS.md.`,
  );
  return faults.length === 0 ? 0 : 1;
}
