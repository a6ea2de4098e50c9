// Measures the relay beside hand-written anchors and job queues, and writes results.json and RESULTS.md. Never part of a test.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const help = `Measures the built relay beside hand-written intakes and job queues, in turn, on a PostgreSQL of its own, and writes
bench/relay/results.json and bench/relay/RESULTS.md. Nothing is sent to another computer.

  npm run bench:relay               about nine minutes; build first: npm run build
  npm run bench:relay -- --quick    one short round, about a minute; prints only

The first run installs the peers into bench/relay/node_modules.
Ends with 0, with 1 if it could not measure, with 2 if an option is wrong.`;

const here = import.meta.dirname;

function stop(line, code = 1) {
  console.error(line);
  process.exit(code);
}

function readArguments() {
  try {
    return parseArgs({ options: { quick: { type: "boolean" }, help: { type: "boolean", short: "h" } } }).values;
  } catch (fault) {
    return stop(`${fault.message}\n\n${help}`, 2);
  }
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

const { quick: isQuick = false, help: isHelp } = readArguments();
if (isHelp) {
  console.log(help);
  process.exit(0);
}
for (const file of ["relay/dist/cli.js", "core/dist/index.js"]) {
  if (!existsSync(join(here, "../../packages", file))) stop("Not built: run `npm run build` first.");
}
ensurePeers();
process.once("SIGINT", () => process.exit(130));

const settings = isQuick
  ? { isQuick, rounds: 1, seconds: 2, warmUpSeconds: 1, submissions: 50, jobs: 500 }
  : { isQuick, rounds: 3, seconds: 10, warmUpSeconds: 3, submissions: 300, jobs: 5_000 };

// The server that the relay's own tests start; it ends with this process.
register("../../packages/relay/tools/typescript-hooks.mjs", import.meta.url);
const { startPostgres } = await import("../../packages/relay/test/postgres/postgres-server.ts");
const { measureIntake } = await import("./intake.mjs");
const { measureFirstAttempt } = await import("./first-attempt.mjs");
const { measureDrain } = await import("./drain.mjs");
const { startModule } = await import("./processes.mjs");
const { reportOf } = await import("./report.mjs");

mkdirSync(join(here, ".tmp"), { recursive: true });
const root = mkdtempSync(join(here, ".tmp", "run-"));
process.once("exit", () => rmSync(root, { recursive: true, force: true }));

const load = () => loadavg()[0].toFixed(1);
const onTurn = (text) => process.stdout.write(`${text}\n`);
const loadBefore = load();
const postgres = await startPostgres();
const lfpse = await startModule("no-op-lfpse.mjs", []);
const keys = `bench:${randomBytes(32).toString("base64")}`;
const folder = () => mkdtempSync(join(root, "store-"));
const places = {
  folder,
  databaseUrl: () => postgres.createDatabase(),
  lfpseUrl: lfpse.url,
  /** A place for a relay that is filled first and then emptied. */
  fullRelay: async (store) => ({
    DIGITAL_FACTORS_ENCRYPTION_KEYS: keys,
    ...(store === "libsql"
      ? { DIGITAL_FACTORS_RELAY_STORE: join(folder(), "relay.db") }
      : { DATABASE_URL: await postgres.createDatabase() }),
  }),
};
try {
  const results = {
    measuredOn: new Date().toISOString().slice(0, 10),
    settings,
    peers: JSON.parse(readFileSync(join(here, "package.json"), "utf8")).dependencies,
    postgres: postgres.name,
    intake: await measureIntake(settings, places, (text) => onTurn(`Intake, ${text}`)),
    firstAttempt: await measureFirstAttempt(settings, places),
    drain: await measureDrain(settings, places, (text) => onTurn(`Outbox, ${text}`)),
    machine: { cores: availableParallelism(), node: process.versions.node, loadBefore, loadAfter: load() },
  };
  console.log(`\n${reportOf(results)}`);
  if (!isQuick) {
    writeFileSync(join(here, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
    writeFileSync(join(here, "RESULTS.md"), reportOf(results));
    console.log("Written: bench/relay/RESULTS.md, bench/relay/results.json");
  }
} catch (fault) {
  console.error(`\n${fault instanceof Error ? fault.message : fault}`);
  process.exitCode = 1;
} finally {
  await lfpse.stop();
  await postgres.stop();
}
process.exit();
