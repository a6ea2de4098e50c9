import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { onTestFinished } from "vitest";
import { apiToken } from "./running-api.ts";

/** The API in a process of its own. */
export interface ApiProcess {
  readonly url: string;
  readonly port: number;
  /** Returns what the process saw since the last call: its longest block, and whether a prototype was changed. */
  readonly look: () => Promise<{ readonly longestMs: number; readonly isPolluted: boolean }>;
}

const packageFolder = fileURLToPath(new URL("..", import.meta.url));

/** Starts the API in a process of its own; it ends with the test. */
export async function apiProcess({ bodyBytes }: { readonly bodyBytes: number }): Promise<ApiProcess> {
  // One folder below the package's root, from where its migrations are found.
  const folder = await mkdtemp(join(packageFolder, ".tmp-api-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const outfile = join(folder, "api-process.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("api-process-main.ts", import.meta.url))],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["@digital-factors/source"],
    external: ["libsql", "pino", "pg", "jose", "prom-client"],
    logLevel: "error",
  });
  const child = fork(outfile, [join(folder, "relay.db"), apiToken, String(bodyBytes)]);
  onTestFinished(async () => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    look: async () => {
      const answer = once(child, "message");
      child.send("look");
      return (await answer)[0];
    },
  };
}
