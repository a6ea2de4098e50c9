import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const folder = new URL("../src/generated/codes/factor-tree/", import.meta.url);
const lists = (await readdir(folder)).map((name) => name.replace(".ts", ""));

/** The files that a bundler keeps for a reader of everything the module exports. */
async function filesKept(list: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`${list}.ts`, folder))],
    absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs).sort());
}

describe("a reader of one list of the factor tree", () => {
  it("has five lists to choose from", () => {
    expect(lists.sort()).toEqual([
      "factor",
      "factor-group",
      "seips-element",
      "sociotechnical-dimension",
      "system-type",
    ]);
  });

  it.each(lists)("loads %s and its parser, and no other list or label file", async (list) => {
    expect(await filesKept(list)).toEqual([
      "src/factors/tree-code.ts",
      `src/generated/codes/factor-tree/${list}.ts`,
      "src/lfpse/adverse-event-issue.ts",
    ]);
  });
});
