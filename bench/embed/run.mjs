// npm run bench:embed [-- --quick | --runs N | --only a,b | --no-build | --help]
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "../../tools/build.mjs";
import { chromiumArguments, findChromium } from "../../tools/chromium.mjs";
import { root } from "../../tools/workspace.mjs";
import { ensurePeers, versions } from "./peers.mjs";

const help = `npm run bench:embed -- [options]

Puts the element beside hand-written forms and form builders on the same questions, and writes
bench/embed/results.json and bench/embed/RESULTS.md. Takes up to 15 minutes.

  --quick       2 rounds; writes to bench/embed/.tmp instead
  --runs N      rounds, 1 to 50 (default 10)
  --only a,b    these forms only; writes to bench/embed/.tmp instead
  --no-build    measure what is built, even if a source is newer
  --help        this text
`;
const limitSeconds = 14.25 * 60;
const triesAtMost = 2;

function stop(line, code) {
  console.error(line);
  process.exit(code);
}

function optionsOf(argv) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        quick: { type: "boolean", default: false },
        runs: { type: "string" },
        only: { type: "string" },
        "no-build": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const runs = Number(values.runs ?? (values.quick ? 2 : 10));
    if (!Number.isInteger(runs) || runs < 1 || runs > 50)
      throw new RangeError("--runs takes a whole number from 1 to 50.");
    return { ...values, runs };
  } catch (fault) {
    return stop(`${fault.message}\n\n${help}`, 2);
  }
}

function chosenForms(forms, only) {
  if (only === undefined) return forms;
  const ids = only.split(",");
  const unknown = ids.filter((id) => !forms.some((form) => form.id === id));
  if (unknown.length > 0) {
    stop(`No form is called ${unknown.join(", ")}. There are: ${forms.map(({ id }) => id).join(", ")}.`, 2);
  }
  return forms.filter(({ id }) => ids.includes(id));
}

/** Each round starts with another form, so that none always comes after the same neighbour. */
function turned(list, by) {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

/** A visit that fails is tried once more; a form that fails twice ends the run, since a hole would skew the pairs. */
async function visitAgain(visit) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await visit();
    } catch (fault) {
      if (tries === triesAtMost) throw fault;
    }
  }
}

const options = optionsOf(process.argv.slice(2));
if (options.help) {
  console.log(help);
  process.exit(0);
}
const startedAtMs = Date.now();
const elapsedSeconds = () => (Date.now() - startedAtMs) / 1000;
const executablePath = await findChromium();
if (executablePath === undefined) stop("No Chromium is installed: install one, or set CHROMIUM_PATH.", 1);
if (!options["no-build"]) {
  const { isOk, output } = build({ ifStale: true });
  if (!isOk) stop(`${output}\nThe build failed; the reason is in the lines above.`, 1);
}
try {
  ensurePeers();
} catch (fault) {
  stop(fault.message, 1);
}

// Only now are their packages there.
const { forms: allForms } = await import("./forms.mjs");
const { policies, serve } = await import("./server.mjs");
const { profiles, visit } = await import("./load.mjs");
const { embeddingOf } = await import("./embedding.mjs");
const { missingFrom } = await import("./same-questions.mjs");
const { resultsPage } = await import("./report.mjs");
const { goalsOf } = await import("./goals.mjs");
const { chromium } = await import("playwright-core");

const forms = chosenForms(allForms, options.only);
// Read with the files it speaks of: a build may replace them while the rounds run.
const integrity = JSON.parse(readFileSync(join(root, "packages/form/dist/cdn/integrity.json"), "utf8"));
console.log(`Building ${forms.length} forms…`);
const server = await serve(forms);
const browser = await chromium.launch({ executablePath, args: chromiumArguments });
const close = async () => {
  await browser.close();
  await server.close();
};
process.once("SIGINT", () => close().then(() => process.exit(130)));

try {
  const loadBefore = loadavg()[0];
  for (const form of forms) {
    const missing = await missingFrom(browser, server.origin, form, server.questions);
    if (missing.length > 0) throw new Error(`${form.title} does not show: ${missing.join("; ")}`);
  }
  console.log(`Every form shows the same questions, ${elapsedSeconds().toFixed(0)} s`);

  const embedding = {};
  for (const form of forms) embedding[form.id] = await embeddingOf(browser, server.origin, form);
  console.log(`Policies, styles, hosts and failed submits are read, ${elapsedSeconds().toFixed(0)} s`);

  const names = Object.keys(profiles);
  const visits = Object.fromEntries(names.map((name) => [name, Object.fromEntries(forms.map(({ id }) => [id, []]))]));
  const roundsStartedAt = elapsedSeconds();
  let rounds = 0;
  while (rounds < options.runs) {
    const each = rounds === 0 ? 0 : (elapsedSeconds() - roundsStartedAt) / rounds;
    if (elapsedSeconds() + each > limitSeconds) break;
    for (const name of names) {
      for (const form of turned(forms, rounds)) {
        visits[name][form.id].push(
          await visitAgain(() => visit(browser, server.origin, form, name, options.quick ? 2 : 5)),
        );
      }
    }
    rounds += 1;
    console.log(`Round ${rounds} of ${options.runs}, ${elapsedSeconds().toFixed(0)} s`);
  }

  const results = {
    run: {
      startedAt: new Date(startedAtMs).toISOString(),
      arguments: process.argv.slice(2).join(" "),
      seconds: elapsedSeconds(),
      rounds,
      roundsAsked: options.runs,
      node: process.version,
      chromium: browser.version(),
      cores: cpus().length,
      cpu: cpus()[0]?.model.trim() ?? "unknown",
      loadBefore,
      loadAfter: loadavg()[0],
      cdnIntegrity: integrity["digital-factors.js"],
    },
    versions,
    policy: policies.strict,
    titles: Object.fromEntries(forms.map(({ id, title }) => [id, title])),
    bytes: server.bytes,
    visits,
    embedding,
  };
  const isPartial = options.quick || options.only !== undefined;
  const folder = isPartial ? join(import.meta.dirname, ".tmp") : import.meta.dirname;
  writeFileSync(join(folder, "results.json"), `${JSON.stringify({ ...results, goals: goalsOf(results) }, null, 2)}\n`);
  writeFileSync(join(folder, "RESULTS.md"), resultsPage(results));
  for (const { goal, measured, isMet } of goalsOf(results))
    console.log(`${isMet ? "met    " : "NOT met"} ${goal}: ${measured}`);
  console.log(`\n${join(folder, "RESULTS.md")}`);
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
} finally {
  await close();
}
