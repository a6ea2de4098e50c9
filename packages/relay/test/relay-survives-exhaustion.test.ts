import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { judge } from "./faults/far-side.ts";
import { showFigures } from "./faults/figures.ts";
import { reconcile } from "./faults/reconcile.ts";
import { chosenSeed, seeded, seedHint } from "./faults/seeded-random.ts";
import { limitDescriptors } from "./faults/small-disk.ts";
import type { SpawnedRelay } from "./faults/spawned-relay.ts";
import { nothingSent, percentile, startSubmitting, submitAgain, submitOnce } from "./faults/submitting.ts";
import { syntheticRecord } from "./faults/synthetic-record.ts";
import { until } from "./faults/until.ts";
import { untilDrained } from "./faults/until-drained.ts";
import { relayEnvironment, relayProcess } from "./relay-process.ts";
import { emptyFolder, runningSandbox } from "./running-relay.ts";

const seed = chosenSeed();
const hint = seedHint(seed);

/** Hosts that open a connection, begin a request and never end it. */
async function slowHosts(url: string, count: number): Promise<readonly Socket[]> {
  const { hostname, port } = new URL(url);
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  // A few hundred at a time: the queue of a listening socket is short.
  for (let begun = 0; begun < count; begun += 250) {
    const some = Array.from({ length: Math.min(250, count - begun) }, () => {
      const socket = connect(Number(port), hostname);
      socket.on("error", () => {});
      socket.on("data", () => {});
      return socket;
    });
    sockets.push(...some);
    await Promise.all(
      some.map(async (socket) => {
        await Promise.race([once(socket, "connect").catch(() => undefined), wait(1_000)]);
        socket.write("POST /v1/records HTTP/1.1\r\nHost: relay\r\nContent-Length: 4000\r\n");
      }),
    );
  }
  return sockets;
}

/** Returns the most memory that a process ever had in use, in megabytes. */
function peakMemoryMb({ pid }: SpawnedRelay): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

describe.runIf(process.platform === "linux")("a relay that runs out of", () => {
  it("descriptors answers 503 to the rest, cuts what it cannot even answer, and recovers", {
    timeout: 60_000,
  }, async () => {
    const random = seeded(seed);
    const sandbox = await runningSandbox();
    const file = join(await emptyFolder(), "relay.db");
    const environment = relayEnvironment(sandbox.url, file);
    // With far fewer Node does not start: it opens some 160 files at once while it loads its modules.
    const descriptors = 320;
    const limited = ["sh", "-c", `ulimit -n ${descriptors}; exec "$@"`, "sh"];
    const relay = await relayProcess(environment, { through: limited });
    const sent = nothingSent();
    const newHosts = async () => {
      const records = Array.from({ length: 20 }, () => syntheticRecord(random));
      await Promise.all(records.map((record) => submitOnce(relay.url, record, sent, 3_000)));
    };
    const slow = await slowHosts(relay.url, descriptors - 20);
    await newHosts();
    const refused = sent.refusals.get(503) ?? 0;
    expect([...sent.refusals.keys()], hint).toEqual([503]);
    for (const socket of slow) socket.destroy();
    // Less than it has open: nothing can be accepted, not even to be refused.
    limitDescriptors(relay.pid, 30);
    await newHosts();
    limitDescriptors(relay.pid, descriptors);
    const freedAtMs = performance.now();
    const record = syntheticRecord(random);
    await until("a 202 after it", async () => {
      await submitOnce(relay.url, record, sent);
      return sent.receipts.has(record) ? true : undefined;
    });
    const recoveredInMs = performance.now() - freedAtMs;
    await submitAgain(relay.url, sent, 10);
    await untilDrained(relay.url, [...sent.receipts.keys()]);
    await relay.end("SIGTERM");
    const decided = await reconcile({ kind: "libsql", file }, sandbox);
    const after = await relayProcess(environment);
    await untilDrained(after.url, [...sent.receipts.keys()]);
    showFigures(`${descriptors} descriptors, as many hosts`, {
      seed,
      refused,
      "recovered in ms": recoveredInMs,
      ...decided,
    });
    expect(judge(sandbox, sent.receipts.keys()), hint).toEqual({ delivered: 41, lost: [], doubled: [], changed: [] });
    expect(sent.unanswered.size, hint).toBe(0);
  });

  it("connections, because 5,000 hosts are slow, answers the others within a second", {
    timeout: 90_000,
  }, async () => {
    const random = seeded(seed);
    const sandbox = await runningSandbox();
    const environment = relayEnvironment(sandbox.url, join(await emptyFolder(), "relay.db"));
    const relay = await relayProcess(environment);
    const sent = nothingSent();
    // Hosts that were there before keep their connections.
    const fiveHosts = async (isOver: () => boolean): Promise<number> => {
      const firstOfThese = sent.acceptedAfterMs.length;
      const host = async () => {
        for (let count = 0; count < 20 || (!isOver() && count < 100); count += 1) {
          await submitOnce(relay.url, syntheticRecord(random), sent);
          await wait(10);
        }
      };
      await Promise.all(Array.from({ length: 5 }, host));
      return percentile(sent.acceptedAfterMs.slice(firstOfThese), 0.99);
    };
    const before = await fiveHosts(() => true);
    let isConnected = false;
    const connecting = slowHosts(relay.url, 5_000).finally(() => {
      isConnected = true;
    });
    const p99 = await fiveHosts(() => isConnected);
    const slow = await connecting;
    const shed = await Promise.all(Array.from({ length: 20 }, async () => await statusOf(relay.url)));
    for (const socket of slow) socket.destroy();
    await until("it is ready again", async () => ((await statusOf(relay.url)) === "200" ? true : undefined));
    await submitAgain(relay.url, sent);
    await untilDrained(relay.url, [...sent.receipts.keys()]);
    showFigures("5,000 slow hosts", {
      accepted: sent.acceptedAfterMs.length,
      "p99 ms": p99,
      "p99 before them, ms": before,
      "new hosts meanwhile": [...new Set(shed)].join(" "),
    });
    // The goal is 1 s. A machine that does other work beside this is slower, and was so before.
    expect(p99, hint).toBeLessThan(Math.max(3_000, 5 * before));
    expect(sent.unanswered.size, hint).toBe(0);
    expect(judge(sandbox, sent.receipts.keys()), hint).toMatchObject({ lost: [], doubled: [], changed: [] });
  });

  it("memory, with 64 MB for its objects, holds no more than it needs under the load of 50 hosts", {
    timeout: 60_000,
  }, async () => {
    const random = seeded(seed);
    const sandbox = await runningSandbox();
    const environment = relayEnvironment(sandbox.url, join(await emptyFolder(), "relay.db"), {
      DIGITAL_FACTORS_LOG_LEVEL: "info",
    });
    const relay = await relayProcess(environment, { nodeOptions: ["--max-old-space-size=64"] });
    const sent = nothingSent();
    const hosts = startSubmitting(relay.url, { connections: 50, random, sent });
    await wait(3_000);
    await hosts.stop();
    const peakMb = peakMemoryMb(relay);
    await submitAgain(relay.url, sent);
    await untilDrained(relay.url, [...sent.receipts.keys()]);
    showFigures("64 MB of heap, 50 hosts", {
      accepted: sent.receipts.size,
      "p99 ms": percentile(sent.acceptedAfterMs, 0.99),
      "resident MB": peakMb,
    });
    expect(sent.receipts.size, hint).toBeGreaterThan(50);
    expect(judge(sandbox, sent.receipts.keys()), hint).toMatchObject({ lost: [], doubled: [], changed: [] });
    expect(await relay.end("SIGTERM"), hint).toBe(0);
  });
});

async function statusOf(url: string): Promise<string> {
  try {
    return String((await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).status);
  } catch {
    return "cut";
  }
}
