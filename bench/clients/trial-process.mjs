// One client makes one create, in a process of its own: node --import loopback-only.mjs trial-process.mjs subject origin sdk
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describeFailure } from "./failure.mjs";
import { proveGuard, refusedHosts } from "./loopback-only.mjs";
import { subjects } from "./subjects.mjs";
import { credentials } from "./synthetic-create.mjs";

const [id, origin, sdk] = process.argv.slice(2);
const subject = subjects.find((each) => each.id === id);

async function outcomeOf(create) {
  try {
    const value = await create();
    const failure = subject.failureOf?.(value);
    return failure === undefined ? { end: "success" } : { end: "returned", failure };
  } catch (failure) {
    return { end: "thrown", failure };
  }
}

await proveGuard();
/** Loads a file of the copied build, such as `client/dist/index.js`. */
const importSdk = (file) => import(pathToFileURL(join(sdk, "node_modules", "@digital-factors", file)).href);
const create = await subject.connect({ url: new URL(origin), importSdk, ...credentials });
// In KB on every system.
const peakMb = () => process.resourceUsage().maxRSS / 1024;
const before = peakMb();
const { end, failure } = await outcomeOf(create);
const peakGrowthMb = peakMb() - before;
const report = { end, peakGrowthMb, ...(failure === undefined ? {} : { failure: await describeFailure(failure) }) };
process.send({ ...report, refusedHosts }, () => process.exit(0));
