// npm run soak: injects faults into real relays for as long as it takes to trust them, and prints what came of it.
import { existsSync } from "node:fs";
import { register } from "node:module";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const help = `Kills and restarts relays under load, cuts their networks and their power, on libsql and on PostgreSQL, and compares what
hosts were told with what LFPSE's stand-in holds. Nothing is sent to another computer.

  npm run soak                      200 kills and 100 restarts on each store; about 40 minutes on 2 cores; build first: npm run build
  npm run soak -- --rounds 20       so many kills, half as many restarts, and a tenth of the other faults
  npm run soak -- --seed 7          with this seed; default: a new one
  npm run soak -- --only libsql     or postgres

Needs Linux with strace for the power losses. Ends by itself: with 0 if nothing was lost, doubled or changed, with 1 if
something was or it could not run, with 2 if an option is wrong.`;

function stop(line, code = 1) {
  console.error(line);
  process.exit(code);
}

function wholeNumber(text, name) {
  if (!/^\d{1,6}$/.test(text) || Number(text) === 0) stop(`--${name} must be a whole number above 0.\n\n${help}`, 2);
  return Number(text);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: "string", default: "200" },
        seed: { type: "string", default: String((Date.now() % 999_999) + 1) },
        only: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.only !== undefined && !["libsql", "postgres"].includes(values.only)) {
      stop(`--only must be libsql or postgres.\n\n${help}`, 2);
    }
    return values;
  } catch (fault) {
    return stop(`${fault.message}\n\n${help}`, 2);
  }
}

const { rounds, seed, only, help: isHelp } = readArguments();
if (isHelp) {
  console.log(help);
  process.exit(0);
}
if (!existsSync(fileURLToPath(new URL("../dist/cli.js", import.meta.url)))) {
  stop("packages/relay is not built: run `npm run build` first.");
}
register("./typescript-hooks.mjs", import.meta.url);
const { runSoak } = await import("../test/faults/soak.ts");
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
try {
  const isClean = await runSoak({
    rounds: wholeNumber(rounds, "rounds"),
    seed: wholeNumber(seed, "seed"),
    stores: only === undefined ? ["libsql", "postgres"] : [only],
    print: (text) => process.stdout.write(text),
  });
  process.exit(isClean ? 0 : 1);
} catch (fault) {
  stop(`\n${fault instanceof Error ? fault.message : fault}`);
}
