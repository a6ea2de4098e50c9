import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { end, freePort, healthy, type Service, startNode } from "./host-stack.ts";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";
const token = "a-token-that-no-page-may-see";

let folder: string;
let port: number;
let url: string;
let host: Service;
let relayPort: number;
const received: { request: IncomingMessage; body: string }[] = [];

/** Stands where the relay would, and answers as it might on a bad day. */
const relay = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => {
    body += text;
  });
  request.on("end", () => {
    received.push({ request, body });
    response.writeHead(503, { "Retry-After": "7", "Content-Type": "application/fhir+json", "X-Powered-By": "relay" });
    response.end('{"resourceType":"OperationOutcome","issue":[]}');
  });
});

const settings = () => ({
  DIGITAL_FACTORS_HOST_PORT: String(port),
  DIGITAL_FACTORS_HOST_STORE: join(folder, "incidents"),
  DIGITAL_FACTORS_RELAY_URL: `http://127.0.0.1:${relayPort}`,
  DIGITAL_FACTORS_TOKEN: token,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "digital-factors-server-"));
  relayPort = await freePort();
  await new Promise<void>((settle) => {
    relay.listen(relayPort, "127.0.0.1", settle);
  });
  port = await freePort();
  url = `http://127.0.0.1:${port}`;
  host = startNode(["examples/datix-style-host/server.mjs"], settings());
  await healthy(url, host);
});

afterAll(async () => {
  await end(host);
  relay.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the host's server", () => {
  it.each(["/", "/?lang=cy", "/intranet", "/nowhere", "/incidents/none"])(
    "serves %s under the strict policy",
    async (path) => {
      const { headers } = await fetch(url + path);
      expect(headers.get("content-security-policy")).toBe(policy);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
    },
  );

  it("says that it is well", async () => {
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: "ok" });
  });

  it.each([
    "/src/host-settings.js",
    "/public/../server.mjs",
    "/public/%2e%2e/server.mjs",
    "/digital-factors/integrity.json",
  ])("does not serve %s", async (path) => {
    expect((await fetch(url + path)).status).toBe(404);
  });

  it("passes a record on with the token added, and the answer back as it is", async () => {
    const response = await fetch(`${url}/relay/v1/records`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": "one", cookie: "a=b" },
      body: '{"record":{}}',
    });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("7");
    expect(await response.json()).toEqual({ resourceType: "OperationOutcome", issue: [] });
    expect(response.headers.get("x-powered-by")).toBeNull();
    const { request, body } = received.at(-1) ?? {};
    expect(request?.url).toBe("/v1/records");
    expect(request?.headers.authorization).toBe(`Bearer ${token}`);
    expect(request?.headers["idempotency-key"]).toBe("one");
    expect(request?.headers.cookie).toBeUndefined();
    expect(body).toBe('{"record":{}}');
  });

  it.each(["/relay/metrics", "/relay/admin", "/relay/v1/../admin", "/relay/v1/records/%2e%2e/%2e%2e/admin"])(
    "passes on records only, and not %s",
    async (path) => {
      const before = received.length;
      await fetch(url + path);
      expect(received.slice(before).map(({ request }) => request.url)).not.toContain("/admin");
      expect(received.slice(before).map(({ request }) => request.url)).not.toContain("/metrics");
    },
  );

  it("refuses what another site's page sends", async () => {
    const before = received.length;
    for (const path of ["/relay/v1/records", "/incidents"]) {
      const response = await fetch(url + path, {
        method: "POST",
        headers: { "sec-fetch-site": "cross-site" },
        body: "{}",
      });
      expect(response.status).toBe(403);
    }
    expect(received).toHaveLength(before);
  });

  it("answers 413 to what is far too long", async () => {
    const body = new URLSearchParams({ description: "x".repeat(1_200_000) });
    expect((await fetch(`${url}/incidents`, { method: "POST", body })).status).toBe(413);
    expect((await fetch(`${url}/relay/v1/records`, { method: "POST", body: body.toString() })).status).toBe(413);
  });

  it("never shows the token", async () => {
    for (const path of ["/", "/intranet", "/public/send-report.js", "/relay/v1/records/none"]) {
      expect(await (await fetch(url + path)).text()).not.toContain(token);
    }
  });

  it("answers 502 with an OperationOutcome when the relay is away", async () => {
    const awayPort = await freePort();
    const away = `http://127.0.0.1:${awayPort}`;
    const lonely = startNode(["examples/datix-style-host/server.mjs"], {
      ...settings(),
      DIGITAL_FACTORS_HOST_PORT: String(awayPort),
      DIGITAL_FACTORS_RELAY_URL: `http://127.0.0.1:${await freePort()}`,
    });
    try {
      await healthy(away, lonely);
      const response = await fetch(`${away}/relay/v1/records/none`);
      expect(response.status).toBe(502);
      expect(response.headers.get("content-type")).toBe("application/fhir+json");
      expect(((await response.json()) as { resourceType: string }).resourceType).toBe("OperationOutcome");
    } finally {
      await end(lonely);
    }
  });

  it("says in one line that its port is in use", async () => {
    const second = startNode(["examples/datix-style-host/server.mjs"], settings());
    const [code] = await new Promise<[number | null]>((settle) => {
      second.process.once("close", (exitCode) => settle([exitCode]));
    });
    expect(code).toBe(1);
    expect(second.output().trim()).toBe(
      `Port ${port} is in use: stop what uses it, or set DIGITAL_FACTORS_HOST_PORT to a free port.`,
    );
  });

  it("says in one line which setting it cannot use", async () => {
    const wrong = startNode(["examples/datix-style-host/server.mjs"], {
      ...settings(),
      DIGITAL_FACTORS_HOST_PORT: "front",
    });
    await new Promise<void>((settle) => {
      wrong.process.once("close", () => settle());
    });
    expect(wrong.process.exitCode).toBe(1);
    expect(wrong.output().trim()).toBe("DIGITAL_FACTORS_HOST_PORT must be a port number, 1 to 65535.");
  });

  it("ends on SIGTERM", async () => {
    const endedPort = await freePort();
    const ended = startNode(["examples/datix-style-host/server.mjs"], {
      ...settings(),
      DIGITAL_FACTORS_HOST_PORT: String(endedPort),
    });
    await healthy(`http://127.0.0.1:${endedPort}`, ended);
    await end(ended);
    expect(ended.process.exitCode).toBe(0);
  });
});
