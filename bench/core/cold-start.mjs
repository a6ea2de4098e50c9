// A new process that imports something and ends: what each import adds to bare Node.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { coreFolder } from "./built-core.mjs";
import { ratioOf, spreadOf } from "./in-turn.mjs";

const inCore = (path) => JSON.stringify(pathToFileURL(join(coreFolder, path)).href);

const scripts = {
  "bare Node": "",
  core: `await import(${inCore("index.js")})`,
  "core, to a first verdict": `const { validateAdverseEvent } = await import(${inCore("index.js")}); validateAdverseEvent({ resourceType: "AdverseEvent" })`,
  "one code list": `await import(${inCore("generated/codes/lfpse-5/agent-type.js")})`,
  "core's narrative entry": `await import(${inCore("narrative/index.js")})`,
  "zod/mini": 'await import("zod/mini")',
  "zod classic": 'await import("zod")',
  "npm fhir": 'await import("fhir")',
  Medplum: 'await import("@medplum/core")',
};

function millisecondsOf(script) {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`A cold start failed: ${stderr}`);
  return performance.now() - startedAt;
}

/** Returns milliseconds from start to end of a process, in turn. */
export function measureColdStart({ runs }) {
  const entries = Object.entries(scripts);
  const times = Object.fromEntries(entries.map(([name]) => [name, []]));
  for (let run = -1; run < runs; run += 1) {
    for (const [name, script] of entries) {
      const ms = millisecondsOf(script);
      if (run >= 0) times[name].push(ms);
    }
  }
  return entries.map(([name]) => {
    const overNode = spreadOf(times[name].map((ms, run) => ms - times["bare Node"][run]));
    return { name, ms: spreadOf(times[name]), overNode, coreRatio: ratioOf(times.core, times[name]) };
  });
}
