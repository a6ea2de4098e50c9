import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { stopHttpServer } from "../src/http/http-server.ts";
import type { TakeResult } from "../src/store/record-store.ts";
import { exampleRecord } from "./example-record.ts";
import { type RunningApi, runningApi, submissionOf, withFaults } from "./running-api.ts";

/** An API whose store answers once it is told to. */
async function slowApi(): Promise<{ api: RunningApi; stop: () => void; go: () => void; underWay: () => number }> {
  let isStopping = false;
  const waiting: (() => void)[] = [];
  const api = await runningApi({
    isStopping: () => isStopping,
    wrap: (store) =>
      withFaults(store, {
        take: async (operation): Promise<TakeResult> => {
          await new Promise<void>((resolve) => waiting.push(resolve));
          return await store.take(operation);
        },
      }),
  });
  return {
    api,
    stop: () => {
      isStopping = true;
    },
    go: () => {
      for (const resolve of waiting) resolve();
    },
    underWay: () => waiting.length,
  };
}

describe("a relay that stops", { timeout: 20_000 }, () => {
  it("first says that it is not ready, and still serves what comes, without keeping the connection", async () => {
    const { api, stop } = await slowApi();
    stop();
    const ready = await api.ask("/readyz");
    expect(ready.status).toBe(503);
    expect(ready.headers.get("connection")).toBe("close");
    const healthy = await api.ask("/healthz");
    expect([healthy.status, healthy.headers.get("connection")]).toEqual([200, "close"]);
  });

  it("finishes the requests under way, and takes no new connection", async () => {
    const { api, stop, go, underWay } = await slowApi();
    const record = exampleRecord();
    const answer = api.ask("/v1/records", submissionOf(record));
    await vi.waitFor(() => expect(underWay()).toBe(1));
    stop();
    const stopped = stopHttpServer(api.server, 10_000);
    const late = connect(api.port, "127.0.0.1");
    const [error] = await once(late, "error");
    expect(error).toMatchObject({ code: "ECONNREFUSED" });
    go();
    expect((await answer).status).toBe(202);
    await stopped;
    expect(await api.store.find(record.id, "Z01")).toMatchObject({ state: "waiting" });
  });

  it("does not wait for connections that do nothing, nor longer than its limit for one that does not end", async () => {
    const { api, underWay } = await slowApi();
    const idle = connect(api.port, "127.0.0.1");
    await once(idle, "connect");
    const cut = api.ask("/v1/records", submissionOf(exampleRecord())).catch(() => "cut");
    await vi.waitFor(() => expect(underWay()).toBe(1));
    const startedAtMs = performance.now();
    await stopHttpServer(api.server, 100);
    expect(await cut).toBe("cut");
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
  });
});
