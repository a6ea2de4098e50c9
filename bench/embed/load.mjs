// One visit to one form: navigation to painted, blocked time, toggles, heap.
import { installProbe } from "./probe.mjs";

/** The two ways a page is visited. `downBytesPerSecond` and `latencyMs` are what DevTools calls them. */
export const profiles = {
  "no-throttle": { title: "no throttle", cpuRate: 1 },
  slow: { title: "4× CPU, 1.6 Mbit/s down, 150 ms", cpuRate: 4, downBytesPerSecond: 1.6e6 / 8, latencyMs: 150 },
};

const limitMs = 60_000;
const settleMs = 500;
const [main, none] = [0, 4];

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function throttle(devTools, { cpuRate, downBytesPerSecond, latencyMs }) {
  await devTools.send("Performance.enable");
  if (cpuRate > 1) await devTools.send("Emulation.setCPUThrottlingRate", { rate: cpuRate });
  if (downBytesPerSecond === undefined) return;
  await devTools.send("Network.enable");
  await devTools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMs,
    downloadThroughput: downBytesPerSecond,
    uploadThroughput: -1,
  });
}

async function mainThreadMs(devTools) {
  const { metrics } = await devTools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
}

async function heapMib(devTools) {
  await devTools.send("HeapProfiler.collectGarbage");
  await devTools.send("HeapProfiler.collectGarbage");
  return (await devTools.send("Runtime.getHeapUsage")).usedSize / 1024 / 1024;
}

/** Clicks the first question's radios back and forth; a first pair warms up and is not counted. */
async function toggles(page, devTools, form, pairs) {
  const one = (index, wanted) =>
    page.evaluate(
      ([radio, conditional, isWanted]) => window.benchProbe.toggle(radio, conditional, isWanted),
      [form.radio(index), form.conditional, wanted],
    );
  // The element that opens with nothing answered has nothing to hide yet.
  if (form.isUnanswered) await one(main, true);
  await one(none, false);
  await one(main, true);
  const before = await mainThreadMs(devTools);
  const times = [];
  for (let pair = 0; pair < pairs; pair += 1) times.push(await one(none, false), await one(main, true));
  return { toggleMs: median(times), toggleMainThreadMs: ((await mainThreadMs(devTools)) - before) / times.length };
}

/**
 * Visits a form with an empty cache.
 *
 * @returns `{ paintedMs, blockedMs, heapMib, toggleMs, toggleMainThreadMs }`.
 */
export async function visit(browser, origin, form, profile, pairs) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    await context.addInitScript(installProbe);
    const page = await context.newPage();
    const devTools = await context.newCDPSession(page);
    await throttle(devTools, profiles[profile]);
    await page.goto(`${origin}/${form.id}/`, { waitUntil: "commit", timeout: limitMs });
    const paintedMs = await page.evaluate(
      ([last, limit]) => window.benchProbe.paintedMs(last, limit),
      [form.last, limitMs],
    );
    await page.waitForTimeout(settleMs);
    const blockedMs = await page.evaluate((until) => window.benchProbe.blockedMs(until), paintedMs + settleMs);
    const heap = await heapMib(devTools);
    return { paintedMs, blockedMs, heapMib: heap, ...(await toggles(page, devTools, form, pairs)) };
  } finally {
    await context.close();
  }
}
