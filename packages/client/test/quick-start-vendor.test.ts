import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const page = readFileSync(join(root, "docs", "quick-start-vendor.md"), "utf8");

/** What a reader does, in the order of the page: write a file, run commands, compare what they print. */
type Action =
  | { readonly do: "write"; readonly file: string; readonly text: string }
  | { readonly do: "run" | "expect"; readonly text: string };

function actionsOf(text: string): readonly Action[] {
  return [...text.matchAll(/(?:^`([\w.-]+)`[^\n]*\n\n)?^```(sh|js|text)\n([\s\S]*?)^```/gm)].map(
    ([, file, language, code = ""]) => {
      if (language === "js") {
        if (file === undefined) throw new Error("A block of code does not say which file it is.");
        return { do: "write", file, text: code };
      }
      return { do: language === "sh" ? "run" : "expect", text: code };
    },
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Ends what the shell started and did not end, such as a sandbox in the background when the time runs out. */
function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // Nothing of it runs any more.
  }
}

describe("docs/quick-start-vendor.md", () => {
  it("works step by step as it is written, and prints what it says", { timeout: 120_000 }, async () => {
    expect(existsSync(join(root, "packages", "relay", "dist", "cli.js")), "run `npm run build` first").toBe(true);
    const folder = mkdtempSync(join(tmpdir(), "quick-start-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [sandboxPort, relayPort] = [await freePort(), await freePort()];
    const actions = actionsOf(page);
    const expected: string[] = [];
    const script = ["set -eu", "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT"];
    for (const action of actions) {
      if (action.do === "expect") expected.push(...action.text.trim().split("\n"));
      else if (action.do === "write") script.push(`cat > ${action.file} <<'END_OF_FILE'\n${action.text}END_OF_FILE`);
      else script.push(action.text);
    }
    const commands = script.join("\n").replaceAll("8082", `${sandboxPort}`).replaceAll("8081", `${relayPort}`);
    const { PATH } = process.env;
    // Nothing of this computer's own settings but where its programs are.
    const shell = spawn("bash", ["-c", commands], {
      cwd: root,
      env: { PATH, TMPDIR: folder, HOME: folder },
      detached: true,
    });
    onTestFinished(() => endGroup(shell.pid));
    let output = "";
    let errors = "";
    shell.stdout.on("data", (bytes: Buffer) => {
      output += bytes.toString();
    });
    shell.stderr.on("data", (bytes: Buffer) => {
      errors += bytes.toString();
    });
    const [code] = (await once(shell, "close")) as [number | null];
    expect({ code, errors }, output).toEqual({ code: 0, errors: "" });
    // In their order, whatever the commands print between them.
    let rest = output;
    for (const line of expected) {
      expect(rest).toContain(line);
      rest = rest.slice(rest.indexOf(line) + line.length);
    }
    expect(actions.filter((action) => action.do === "write")).toHaveLength(2);
    const report = readFileSync(join(folder, "my-integration", "my-client.md"), "utf8");
    expect(report).toMatch(/Checks: \d+ passed, 0 failed/);
  });
});
