import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const command = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

/** Runs the built command to its end. */
async function run(args: readonly string[], input = "") {
  if (!existsSync(command)) {
    throw new Error("packages/insights/dist/cli.js is missing: run `node tools/build.mjs` first (npm test does).");
  }
  const child = spawn(process.execPath, [command, ...args]);
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    errors += String(chunk);
  });
  child.stdin.end(input);
  const [code] = await once(child, "close");
  return { code: code as number, output, errors };
}

describe("digital-factors", { timeout: 20_000 }, () => {
  it("tells its usage and its version", async () => {
    expect(await run(["--help"])).toMatchObject({
      code: 0,
      output: expect.stringContaining("validate [--format"),
      errors: "",
    });
    expect(await run(["validate", "-h"])).toMatchObject({ code: 0 });
    expect(await run(["--version"])).toMatchObject({ code: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it.each([
    [[]],
    [["validate"]],
    [["invent", "file.json"]],
    [["validate", "--format", "xml", "-"]],
    [["validate", "--fast", "-"]],
  ])("ends with 2 and one line for %j", async (args) => {
    const { code, output, errors } = await run(args);
    expect(code).toBe(2);
    expect(output).toBe("");
    expect(errors).toMatch(/^digital-factors: .*\n$/);
  });

  it("ends with 1 for a record on standard input that is not valid", async () => {
    const { code, output, errors } = await run(["validate", "-"], '{"format":"digital-factors/1"}\n');
    expect(code).toBe(1);
    expect(output).toMatch(/^-:1 id required /);
    expect(errors).toBe("");
  });

  it("ends with 2 and no stack for a file that is not there", async () => {
    const { code, errors } = await run(["validate", "not-there.json"]);
    expect(code).toBe(2);
    expect(errors).toBe("digital-factors: not-there.json cannot be read (ENOENT).\n");
  });

  it("ends quietly when nobody reads on", async () => {
    const child = spawn(process.execPath, [command, "validate", "-"], { stdio: ["pipe", "pipe", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors += String(chunk);
    });
    child.stdin.on("error", () => {});
    child.stdout.destroy();
    child.stdin.end("{}\n".repeat(50_000));
    await once(child, "close");
    expect(errors).toBe("");
  });
});
