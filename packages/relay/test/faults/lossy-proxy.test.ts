import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { type LossyProxy, startLossyProxy, type Weather } from "./lossy-proxy.ts";
import { seeded } from "./seeded-random.ts";

interface FarSide {
  readonly url: string;
  readonly bodies: readonly string[];
}

async function farSide(): Promise<FarSide> {
  const bodies: string[] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("error", () => {});
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      bodies.push(body);
      response.end("a whole answer");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, bodies };
}

async function proxyTo(url: string): Promise<LossyProxy> {
  const proxy = await startLossyProxy(url, seeded(1));
  onTestFinished(() => proxy.close());
  return proxy;
}

async function ask(url: string, limitMs = 400): Promise<string> {
  try {
    const answer = await fetch(url, { method: "POST", body: "x".repeat(2_000), signal: AbortSignal.timeout(limitMs) });
    return await answer.text();
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError" ? "no answer" : "broken";
  }
}

it.each<readonly [Weather, answer: string, arrived: number]>([
  [{ kind: "open" }, "a whole answer", 1],
  [{ kind: "reset" }, "broken", 0],
  [{ kind: "refused" }, "broken", 0],
  [{ kind: "black-hole" }, "no answer", 0],
  [{ kind: "drop-answer" }, "broken", 1],
  [{ kind: "half-close" }, "broken", 1],
  [{ kind: "slow", bytesPerSecond: 1 }, "no answer", 1],
  [{ kind: "slow", bytesPerSecond: 5_000 }, "a whole answer", 1],
  [{ kind: "late", delayMs: 100 }, "a whole answer", 1],
  [{ kind: "cut-request", bytes: 500 }, "broken", 0],
  [{ kind: "cut-answer", bytes: 20 }, "broken", 1],
])("a proxy in the weather %o", async (weather, answer, arrived) => {
  const far = await farSide();
  const proxy = await proxyTo(far.url);
  await proxy.set(weather);
  expect(await ask(proxy.url)).toBe(answer);
  expect(far.bodies.filter((body) => body.length === 2_000)).toHaveLength(arrived);
  expect(proxy.faults()).toBe(weather.kind === "open" || weather.kind === "refused" ? 0 : 1);
  await proxy.set({ kind: "open" });
  expect(await ask(proxy.url)).toBe("a whole answer");
});
