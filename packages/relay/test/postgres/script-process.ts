import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { onTestFinished } from "vitest";

/** A script in a process of its own. */
export interface ScriptProcess {
  readonly child: ChildProcess;
  /** Resolves with the next value that the script tells: one line of JSON on its standard output. */
  told(): Promise<unknown>;
  /** Gives the script a line on its standard input. */
  tell(line: string): void;
}

/**
 * Runs TypeScript that imports from this folder in a process of its own, which is killed when the test ends.
 *
 * @param like - The file from whose place the imported sources find files of the package.
 */
export async function scriptProcess(source: string, like: URL): Promise<ScriptProcess> {
  // Inside the package, so that its dependencies are found from there.
  const file = fileURLToPath(new URL(`../../.tmp/script-${randomUUID()}.mjs`, import.meta.url));
  onTestFinished(() => rm(file, { force: true }));
  await build({
    stdin: { contents: source, loader: "ts", resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile: file,
    define: { "import.meta.url": JSON.stringify(like.href) },
  });
  const child = spawn(process.execPath, [file], { stdio: ["pipe", "pipe", "inherit"] });
  const exit = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exit;
  });
  const lines = linesOf(child);
  return {
    child,
    told: async () => {
      const { value, done } = await lines.next();
      if (done === true) throw new Error("The script ended without a word.");
      return JSON.parse(value) as unknown;
    },
    tell: (line) => {
      child.stdin?.write(`${line}\n`);
    },
  };
}

function linesOf(child: ChildProcess): AsyncIterator<string> {
  if (child.stdout === null) throw new TypeError("The process has no output to read.");
  const lines: Interface = createInterface({ input: child.stdout });
  return lines[Symbol.asyncIterator]();
}
