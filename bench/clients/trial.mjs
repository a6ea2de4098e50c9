// One client against one fault: starts the far side, runs the client in a process of its own, and puts both views together.
import { fork } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { secretsIn } from "./failure.mjs";
import { serveFault } from "./loopback-server.mjs";
import { credentials } from "./synthetic-create.mjs";

/** A client that takes longer is ended. Octokit takes 14 s. */
const limitMs = 60_000;

/** Nothing of this computer's settings reaches a client: no proxy, no profile of a cloud, no debug switch. */
function environment(home) {
  const { PATH, SystemRoot } = process.env;
  const kept = { PATH, SystemRoot, HOME: home, USERPROFILE: home };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

function runClient({ folder, sdk, id, origin }) {
  return new Promise((resolve, reject) => {
    const guard = pathToFileURL(join(folder, "loopback-only.mjs")).href;
    const child = fork(join(folder, "trial-process.mjs"), [id, origin, sdk], {
      cwd: sdk,
      env: environment(sdk),
      execArgv: ["--import", guard],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const end = () => child.kill("SIGKILL");
    process.once("exit", end);
    const timer = setTimeout(end, limitMs);
    let report;
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        printed += text;
      });
    }
    child.once("message", (message) => {
      report = message;
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      process.off("exit", end);
      if (report !== undefined) resolve({ ...report, printed });
      else if (signal === "SIGKILL") resolve({ end: "endless", refusedHosts: [], printed });
      else reject(new Error(`${id} could not be tried (exit code ${code}):\n${printed.slice(-2000)}`));
    });
  });
}

/** Whether each request had the same of something. `undefined` if there was only one request, or nothing to compare. */
function isSame(values) {
  return values.length < 2 || values[0] === undefined ? undefined : values.every((value) => value === values[0]);
}

function named(requests, field) {
  const [first] = requests;
  if (first?.[field] === undefined) return undefined;
  return { header: first[field].header, isSame: isSame(requests.map((request) => request[field]?.value)) };
}

/**
 * Runs one trial.
 *
 * @returns `behaviour`, which every run must repeat, and `times`, which differ from run to run.
 */
export async function runTrial({ folder, sdk, subject, faultName, fault }) {
  const server = await serveFault(fault, { accepted: subject.accepted(), credentials });
  try {
    const { printed, peakGrowthMb, ...report } = await runClient({
      folder,
      sdk,
      id: subject.id,
      origin: server.origin,
    });
    const { requests, elsewhere } = server;
    const waitsMs = requests.slice(1).map(({ arrivedAtMs }, index) => arrivedAtMs - requests[index].endedAtMs);
    return {
      behaviour: {
        subject: subject.id,
        fault: faultName,
        attempts: requests.length,
        method: requests[0]?.method,
        key: named(requests, "key"),
        requestId: named(requests, "id"),
        isSameBody: isSame(requests.map(({ bodyDigest }) => bodyDigest)),
        ...(faultName === "redirected"
          ? {
              elsewhere: elsewhere.map(({ method, bodyBytes, credentials: sent }) => ({
                method,
                hasBody: bodyBytes > 0,
                credentials: sent,
              })),
            }
          : {}),
        ...(faultName === "longAnswer" ? { isReadToEnd: requests.every(({ isWhole }) => isWhole === true) } : {}),
        end: report.end,
        failure: report.failure,
        printsItself: printed !== "",
        printedItselfHolds: secretsIn(printed),
        refusedHosts: report.refusedHosts,
      },
      times: { waitsMs, peakGrowthMb },
    };
  } finally {
    await server.stop();
  }
}
