// pnpm check: every check, in order, with a summary. A failed check does not stop the ones after it.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { ensureChromium } from "./chromium.mjs";
import { ensureStrace } from "./strace.mjs";
import { root } from "./workspace.mjs";

const reports = join(root, ".tmp", "check");

const steps = [
  { name: "build", args: ["run", "build", "--if-stale"], isNeeded: true },
  { name: "format:check" },
  { name: "lint" },
  { name: "types" },
  { name: "test", script: "test:node", isTests: true },
  { name: "test:browser", isTests: true },
  { name: "deps:check" },
  { name: "api:check" },
  { name: "generate:check" },
  { name: "docs:check" },
  { name: "pack:check" },
  { name: "size" },
];

function reportFile(name) {
  return join(reports, `${name.replace(":", "-")}.json`);
}

function argumentsOf({ name, script = name, args, isTests }) {
  if (args !== undefined) return args;
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile(name)}`];
  return ["run", script, ...(isTests ? reporters : [])];
}

function runStep(step) {
  return new Promise((settle) => {
    const startedAtMs = Date.now();
    const child = spawn(process.execPath, [join(root, "tools", "pm.mjs"), "--silent", ...argumentsOf(step)], {
      cwd: root,
      stdio: ["ignore", step.isTests ? "inherit" : "pipe", step.isTests ? "inherit" : "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.once("close", (code) =>
      settle({
        isOk: code === 0,
        output: stripVTControlCharacters(output),
        seconds: (Date.now() - startedAtMs) / 1000,
      }),
    );
  });
}

/** Counts of one test step, from vitest's own report; `undefined` if it wrote none. */
function countTests(name) {
  try {
    const report = JSON.parse(readFileSync(reportFile(name), "utf8"));
    const skipped = report.numPendingTests + report.numTodoTests;
    const brokenFiles = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && assertionResults.every((test) => test.status !== "failed"),
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length, skipped };
  } catch {
    return undefined;
  }
}

function lineOf({ name, outcome, seconds, note }) {
  return `  ${outcome.padEnd(7)} ${name.padEnd(16)} ${seconds === undefined ? "" : `${seconds.toFixed(1).padStart(6)} s`}${note ?? ""}`;
}

async function runSteps() {
  const results = [];
  for (const step of steps) {
    if (step.isTests) console.log(`\n${step.name}…`);
    const { isOk, output, seconds } = await runStep(step);
    const result = { name: step.name, outcome: isOk ? "passed" : "FAILED", seconds };
    if (step.isTests) {
      result.counts = countTests(step.name);
      if (result.counts === undefined || result.counts.passed === 0) {
        result.outcome = "FAILED";
        result.note = "  no test ran";
      } else result.note = `  ${result.counts.passed} tests`;
    }
    results.push(result);
    console.log(lineOf(result));
    writeFileSync(join(reports, `${step.name.replace(":", "-")}.log`), output);
    if (!isOk && output !== "") console.log(output.trim());
    if (!isOk && step.isNeeded) break;
  }
  return results;
}

/** Finds or installs what the tests need, runs every check, prints the summary, and exits: 0 when all passed, else 1. */
export async function runChecks() {
  const startedAtMs = Date.now();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  try {
    await ensureChromium();
    ensureStrace();
  } catch (fault) {
    console.error(fault.message);
    process.exit(1);
  }
  const results = await runSteps();
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of results) {
    for (const kind of Object.keys(total)) total[kind] += counts?.[kind] ?? 0;
  }
  const failedSteps = results.filter(({ outcome }) => outcome !== "passed").map(({ name }) => name);
  const notRun = steps.slice(results.length).map(({ name }) => ({ name, outcome: "not run" }));
  console.log(`\nSummary, ${((Date.now() - startedAtMs) / 1000).toFixed(0)} s\n`);
  for (const result of [...results, ...notRun]) console.log(lineOf(result));
  if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(", ")}.`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  const counts = `${total.passed} passed, ${total.failed} failed${skipped}`;
  // A green line is for a green run only.
  console.log(failedSteps.length === 0 ? `\n${counts}` : `\nTests: ${counts}. Not every check passed.`);
  process.exit(failedSteps.length === 0 ? 0 : 1);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await runChecks();
