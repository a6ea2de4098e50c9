// Measures what clients do when a create meets a fault, and writes results.json and RESULTS.md. Never part of a test.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { copySdk, missingBuilds } from "./built-sdk.mjs";
import { faults } from "./faults.mjs";
import { reportOf } from "./report.mjs";
import { measureSizes } from "./sizes.mjs";
import { subjects } from "./subjects.mjs";
import { runTrial } from "./trial.mjs";

const help = `Lets ten public clients and ours make one create against a server of this computer that fails, and writes
bench/clients/results.json and bench/clients/RESULTS.md. Nothing is sent to another computer.

  npm run bench:clients               about two minutes; build first: npm run build
  npm run bench:clients -- --quick    one round, under a minute; prints only
  npm run bench:clients -- --only a,b these clients only; prints only

Clients: ${subjects.map(({ id }) => id).join(", ")}.
The first run installs the peers into bench/clients/node_modules (190 MB).
Ends with 0, with 1 if it could not measure, with 2 if an option is wrong.`;

const here = import.meta.dirname;
const limitMinutes = 14;

function stop(line, code = 1) {
  console.error(line);
  process.exit(code);
}

function readArguments() {
  try {
    const options = { quick: { type: "boolean" }, only: { type: "string" }, help: { type: "boolean", short: "h" } };
    return parseArgs({ options }).values;
  } catch (fault) {
    return stop(`${fault.message}\n\n${help}`, 2);
  }
}

function chosenSubjects(only) {
  if (only === undefined) return subjects;
  const ids = only.split(",");
  const unknown = ids.filter((id) => !subjects.some((subject) => subject.id === id));
  if (unknown.length > 0) stop(`No client is called ${unknown.join(", ")}.\n\n${help}`, 2);
  return subjects.filter(({ id }) => ids.includes(id));
}

/** Installs the peers if they are missing or older than their lock file. */
function ensurePeers() {
  const installed = join(here, "node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(here, "package-lock.json")).mtimeMs) return;
  console.log("Installing the peers…");
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync("npm", args, { cwd: here, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) stop("The peers could not be installed; the reason is in the lines above.");
}

function copyOfBuild() {
  const missing = missingBuilds();
  if (missing.length > 0) stop(`Not built: ${missing.join(", ")}. Run \`npm run build\` first.`);
  mkdirSync(join(here, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(here, ".tmp", "sdk-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  copySdk(folder);
  return folder;
}

/** Two at a time: a trial mostly waits. */
async function inTwoLanes(jobs) {
  const left = [...jobs];
  const lane = async () => {
    for (let job = left.shift(); job !== undefined; job = left.shift()) await job();
  };
  await Promise.all([lane(), lane()]);
}

const load = () => loadavg()[0].toFixed(1);
const startedAtMs = performance.now();
const elapsedSeconds = () => (performance.now() - startedAtMs) / 1000;

async function measureRound(round, { chosen, sdk }) {
  const trials = [];
  for (const [faultName, fault] of Object.entries(faults)) {
    process.stdout.write(`Round ${round}: ${fault.title}… `);
    const beganAt = elapsedSeconds();
    const jobs = chosen.map((subject) => async () => {
      if (elapsedSeconds() > limitMinutes * 60)
        stop(`\nNot done after ${limitMinutes} minutes, so nothing is written.`);
      trials.push(await runTrial({ folder: here, sdk, subject, faultName, fault }));
    });
    await inTwoLanes(jobs);
    console.log(`${(elapsedSeconds() - beganAt).toFixed(0)} s`);
  }
  return trials;
}

/** Puts the rounds together: one behaviour, the times of each round, and whether every round behaved alike. */
function together(rounds, chosen) {
  const find = (round, subject, fault) =>
    round.find(({ behaviour }) => behaviour.subject === subject.id && behaviour.fault === fault);
  return chosen.flatMap((subject) =>
    Object.keys(faults).map((fault) => {
      const runs = rounds.map((round) => find(round, subject, fault));
      const texts = runs.map(({ behaviour }) => JSON.stringify(behaviour));
      return {
        ...runs[0].behaviour,
        isSameEachRound: texts.every((text) => text === texts[0]),
        waitsMs: runs.map(({ times }) => times.waitsMs.map(Math.round)),
        peakGrowthMb: runs.map(({ times }) =>
          times.peakGrowthMb === undefined ? null : Math.round(times.peakGrowthMb),
        ),
      };
    }),
  );
}

const { quick: isQuick = false, only, help: isHelp } = readArguments();
if (isHelp) {
  console.log(help);
  process.exit(0);
}
const chosen = chosenSubjects(only);
process.once("SIGINT", () => process.exit(130));
ensurePeers();
const sdk = copyOfBuild();
const loadBefore = load();
try {
  process.stdout.write("Sizes… ");
  const sizes = await measureSizes({ folder: here, sdk });
  console.log(`${elapsedSeconds().toFixed(0)} s`);
  const rounds = [];
  for (let round = 1; round <= (isQuick ? 1 : 3); round += 1) rounds.push(await measureRound(round, { chosen, sdk }));
  const trials = together(rounds, chosen);
  const results = {
    measuredOn: new Date().toISOString().slice(0, 10),
    rounds: rounds.length,
    peers: JSON.parse(readFileSync(join(here, "package.json"), "utf8")).dependencies,
    sizes,
    trials,
    machine: { cores: availableParallelism(), node: process.versions.node, loadBefore, loadAfter: load() },
  };
  console.log(`\n${reportOf(results)}`);
  const refused = [...new Set(trials.flatMap(({ refusedHosts }) => refusedHosts))];
  if (refused.length > 0) stop(`A client tried to reach another computer, which was refused: ${refused.join(", ")}.`);
  if (!isQuick && only === undefined) {
    writeFileSync(join(here, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
    writeFileSync(join(here, "RESULTS.md"), reportOf(results));
    console.log("Written: bench/clients/RESULTS.md, bench/clients/results.json");
  }
} catch (fault) {
  stop(`\n${fault instanceof Error ? fault.message : fault}`);
}
