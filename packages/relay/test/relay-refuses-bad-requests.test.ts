import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exampleRecord } from "./example-record.ts";
import { emptyFolder, post, runningRelay, runningSandbox, settings, token } from "./running-relay.ts";

async function started() {
  const sandbox = await runningSandbox();
  return await runningRelay(settings(sandbox.url, join(await emptyFolder(), "relay.db"), { bodyBytes: 10_000 }));
}

/** Writes to a socket of its own and returns everything that comes back until the relay ends the connection. */
async function exchange(port: number, ...pieces: readonly string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += String(chunk);
  });
  socket.on("error", () => {});
  for (const piece of pieces) socket.write(piece);
  await once(socket, "close");
  return answer;
}

const head = (...more: readonly string[]) =>
  [
    "POST /v1/records HTTP/1.1",
    "Host: relay",
    `Authorization: Bearer ${token}`,
    "Content-Type: application/json",
    "Idempotency-Key: example",
    ...more,
    "",
    "",
  ].join("\r\n");

describe("the relay over real HTTP", { timeout: 30_000 }, () => {
  it("answers 413 to a chunked body over the limit, without waiting for its end", async () => {
    const relay = await started();
    const chunk = `1000\r\n${" ".repeat(4096)}\r\n`;
    const answer = await exchange(relay.port, head("Transfer-Encoding: chunked"), chunk, chunk, chunk);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("OperationOutcome");
  });

  it("answers 413 to a length over the limit, without reading the body", async () => {
    const relay = await started();
    const answer = await exchange(relay.port, head("Content-Length: 5000000"));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("OperationOutcome");
  });

  it("answers an OperationOutcome to what is not HTTP", async () => {
    const relay = await started();
    const answer = await exchange(relay.port, "HELO relay\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain("OperationOutcome");
  });

  it("answers 431 to endless headers", async () => {
    const relay = await started();
    const answer = await exchange(relay.port, head(`X-Long: ${"x".repeat(40_000)}`));
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });

  it("goes on after connections that break off, in the head or in the body", async () => {
    const relay = await started();
    for (const piece of ["POST /v1/rec", head("Content-Length: 500"), `${head("Content-Length: 500")}{"record":`]) {
      const socket = connect(relay.port, "127.0.0.1");
      await once(socket, "connect");
      socket.write(piece);
      socket.resetAndDestroy();
    }
    expect((await post(relay.url, exampleRecord())).status).toBe(202);
  });

  it("answers 4xx to 500 broken bodies and stays in service", async () => {
    const relay = await started();
    const whole = JSON.stringify({ record: exampleRecord() });
    let seed = 1;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let round = 0; round < 500; round += 1) {
      const cut = Math.floor(random() * whole.length);
      const inserted = ['"', "{", "]", "\\", "\u0000", "1e999", ",", '"a":1,"a":2'][Math.floor(random() * 8)];
      const body = random() < 0.5 ? whole.slice(0, cut) : `${whole.slice(0, cut)}${inserted}${whole.slice(cut)}`;
      const response = await fetch(`${relay.url}/v1/records`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Idempotency-Key": "example" },
        body,
      });
      expect(response.status, `body ${round}`).toBeGreaterThanOrEqual(400);
      expect(response.status, `body ${round}`).toBeLessThan(500);
      expect(await response.json()).toMatchObject({ resourceType: "OperationOutcome" });
    }
    expect((await post(relay.url, exampleRecord())).status).toBe(202);
  });
});
