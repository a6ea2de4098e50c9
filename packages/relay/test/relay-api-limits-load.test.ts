import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, vi } from "vitest";
import type { TakeResult } from "../src/store/record-store.ts";
import { exampleRecord } from "./example-record.ts";
import { exchangeRaw, headOf, runningApi, submissionOf, withFaults } from "./running-api.ts";

describe("the limits of the API", { timeout: 30_000 }, () => {
  it("answer 429 with the time to wait to a token that asks too often, and let others go on", async () => {
    const api = await runningApi({ requestsPerMinute: 3 });
    const other = { Authorization: `Bearer ${await api.tokenFor({ role: "reporter", organisation: "Z02" })}` };
    const asked = await Promise.all(Array.from({ length: 5 }, () => api.ask("/v1/taxonomy")));
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
    const refused = asked.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(refused?.headers.get("retry-after"))).toBeLessThanOrEqual(20);
    expect((await api.ask("/v1/taxonomy", { headers: other })).status).toBe(200);
    expect((await api.ask("/readyz")).status).toBe(200);
  });

  it("answer 503 to what comes while too much is under way, and lose nothing of what was let in", async () => {
    const waiting: (() => void)[] = [];
    const api = await runningApi({
      maxInFlight: 10,
      wrap: (store) =>
        withFaults(store, {
          take: async (operation): Promise<TakeResult> => {
            await new Promise<void>((resolve) => waiting.push(resolve));
            return await store.take(operation);
          },
        }),
    });
    const records = Array.from({ length: 30 }, () => exampleRecord());
    const answers = records.map((record) => api.ask("/v1/records", submissionOf(record)));
    const shed: (string | null)[] = [];
    for (const answer of answers) void answer.then(({ headers }) => shed.push(headers.get("retry-after")));
    await vi.waitFor(() => expect(shed).toHaveLength(20), { timeout: 10_000 });
    expect(waiting).toHaveLength(10);
    expect(new Set(shed)).toEqual(new Set(["1"]));
    expect((await api.ask("/readyz")).status).toBe(200);
    for (const go of waiting) go();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(10);
    expect(statuses.filter((status) => status === 503)).toHaveLength(20);
    expect((await api.store.count()).states.waiting).toBe(10);
    expect((await api.ask("/v1/taxonomy")).status).toBe(200);
  });

  it("answer 503 to one connection too many, and serve again once others end", async () => {
    const api = await runningApi({ maxConnections: 3 });
    const idle = Array.from({ length: 3 }, () => connect(api.port, "127.0.0.1"));
    await Promise.all(idle.map((socket) => once(socket, "connect")));
    const answer = await exchangeRaw(api.port, headOf("GET /healthz"));
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toContain("Retry-After: 5");
    expect(answer).toContain("OperationOutcome");
    for (const socket of idle) socket.destroy();
    await vi.waitFor(async () => {
      const again = await exchangeRaw(api.port, headOf("GET /healthz", { Connection: "close" }));
      expect(again).toMatch(/^HTTP\/1\.1 200 /);
    });
  });

  it("answer 408 to a body that trickles in, and go on meanwhile", async () => {
    const api = await runningApi({ bodyTimeoutMs: 300 });
    const body = submissionOf(exampleRecord()).body as string;
    const socket = connect(api.port, "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => {
      answer += String(chunk);
    });
    socket.on("error", () => {});
    socket.write(headOf("POST /v1/records", { "Idempotency-Key": "a", "Content-Length": String(body.length) }));
    const trickle = setInterval(() => socket.write(" "), 20);
    expect((await api.ask("/v1/records", submissionOf(exampleRecord()))).status).toBe(202);
    await once(socket, "close");
    clearInterval(trickle);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain("OperationOutcome");
  });

  it("end a connection whose headers do not come", async () => {
    const api = await runningApi();
    // Fifty times shorter than in use, so that the test is not as slow as the attack.
    api.server.headersTimeout = 200;
    const answer = await exchangeRaw(api.port, "POST /v1/records HTTP/1.1\r\nHost: relay\r\nX-Slow: ");
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain("OperationOutcome");
  });

  it("are set on the server, so that no connection is held for long by doing nothing", async () => {
    const { server } = await runningApi({ bodyTimeoutMs: 1_000 });
    expect(server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 11_000, keepAliveTimeout: 10_000 });
  });
});
