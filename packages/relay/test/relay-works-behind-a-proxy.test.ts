import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { request } from "node:https";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { exampleRecord } from "./example-record.ts";
import { emptyFolder, reached, runningRelay, runningSandbox, settings, token } from "./running-relay.ts";

const examples = new URL("../deploy/proxy/", import.meta.url);
const host = "relay.example.nhs.uk";

function isInstalled(...commands: readonly string[]): boolean {
  return commands.every((command) => spawnSync("sh", ["-c", `command -v ${command}`]).status === 0);
}

/** What a proxy is started with: the example as it is shipped, with other addresses and its files in a folder of its own. */
interface Place {
  readonly folder: string;
  readonly port: number;
  readonly relayPort: number;
}

async function nginx({ folder, port, relayPort }: Place): Promise<ChildProcess> {
  const example = readFileSync(new URL("nginx.conf", examples), "utf8")
    .replaceAll("/etc/nginx/tls", folder)
    .replaceAll("443 ssl", `${port} ssl`)
    .replaceAll("127.0.0.1:8081", `127.0.0.1:${relayPort}`);
  const kept = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const file = join(folder, "nginx.conf");
  await writeFile(
    file,
    `pid ${folder}/nginx.pid; error_log stderr; daemon off; master_process off;
     events {} http { ${kept.join(" ")} ${example} }`,
  );
  return spawn("nginx", ["-p", folder, "-c", file], { stdio: ["ignore", "ignore", "pipe"] });
}

async function caddy({ folder, port, relayPort }: Place): Promise<ChildProcess> {
  const example = readFileSync(new URL("Caddyfile", examples), "utf8")
    .replace(`${host} {`, `https://${host}:${port} {\n\ttls ${folder}/relay.pem ${folder}/relay.key`)
    .replace("relay:8081", `127.0.0.1:${relayPort}`);
  const file = join(folder, "Caddyfile");
  await writeFile(file, `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${example}`);
  return spawn("caddy", ["run", "--config", file, "--adapter", "caddyfile"], {
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
}

interface Answer {
  readonly status: number;
  readonly text: string;
  /** Each header as often as it was sent. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
}

/** Returns what sends requests to the proxy and trusts its certificate. */
function visitor({ folder, port }: Place) {
  const ca = readFileSync(join(folder, "relay.pem"));
  return async (
    method: string,
    path: string,
    { headers = {}, body = "" }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {},
  ): Promise<Answer> => {
    const sent = request({
      host: "127.0.0.1",
      port,
      servername: host,
      ca,
      method,
      path,
      agent: false,
      headers: { Host: `${host}:${port}`, "Content-Length": Buffer.byteLength(body), ...headers },
    });
    sent.end(body);
    const [response] = await once(sent, "response");
    let text = "";
    for await (const chunk of response) text += String(chunk);
    return { status: response.statusCode, text, headers: response.headersDistinct };
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Starts sandbox, relay and proxy; all end with the test. */
async function relayBehind(start: (place: Place) => Promise<ChildProcess>) {
  const folder = await emptyFolder();
  const names = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
  const files = ["-keyout", join(folder, "relay.key"), "-out", join(folder, "relay.pem")];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...names, ...files], {
    stdio: "ignore",
  });
  const port = await freePort();
  const publicUrl = `https://${host}:${port}`;
  const sandbox = await runningSandbox();
  const relay = await runningRelay(settings(sandbox.url, join(folder, "relay.db"), { publicUrl }));
  const place = { folder, port, relayPort: relay.port };
  const proxy = await start(place);
  let said = "";
  proxy.stderr?.on("data", (chunk) => {
    said += String(chunk);
  });
  onTestFinished(async () => {
    if (proxy.exitCode !== null) return;
    const exit = once(proxy, "exit");
    proxy.kill("SIGTERM");
    await exit;
  });
  const visit = visitor(place);
  await vi.waitFor(
    async () => {
      expect(proxy.exitCode, said).toBeNull();
      expect((await visit("GET", "/healthz")).status).toBe(200);
    },
    { timeout: 10_000, interval: 50 },
  );
  return { publicUrl, relay, sandbox, visit };
}

// Counted as skipped where the machine has no such proxy.
describe.each([
  { name: "nginx", start: nginx },
  { name: "caddy", start: caddy },
])("the example for $name", ({ name, start }) => {
  const test = it.runIf(isInstalled(name, "openssl"));

  test("takes a report over TLS as the relay does, and keeps figures inside", { timeout: 30_000 }, async () => {
    const { visit, relay, sandbox } = await relayBehind(start);
    const record = exampleRecord();
    const headers = {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      "Idempotency-Key": record.id,
    };
    const first = await visit("POST", "/v1/records", { headers, body: JSON.stringify({ record }) });
    expect(first).toMatchObject({ status: 202 });
    expect(first.headers["strict-transport-security"]).toEqual(["max-age=31536000"]);
    const again = await visit("POST", "/v1/records", { headers, body: JSON.stringify({ record }) });
    expect(again).toMatchObject({ status: 202, text: first.text });
    await reached(relay.url, record.id, "accepted");
    expect(sandbox.events()).toHaveLength(1);

    for (const path of ["/metrics", "/readyz"]) expect(await visit("GET", path)).toMatchObject({ status: 404 });
    // Refused by the one or the other; a proxy that is cut off by the relay while it sends calls that its own failure.
    const tooLong = await visit("POST", "/v1/records", { headers, body: " ".repeat(2_100_000) }).catch(() => undefined);
    expect(tooLong?.status ?? 413).toBeGreaterThanOrEqual(400);
    expect(sandbox.events()).toHaveLength(1);
  });

  test("lets an administrator sign in from the public address alone", { timeout: 30_000 }, async () => {
    const { visit, publicUrl } = await relayBehind(start);
    const page = await visit("GET", "/admin/sign-in");
    expect(page.status).toBe(200);
    expect(page.headers["content-security-policy"]).toHaveLength(1);
    const signIn = (origin: string) =>
      visit("POST", "/admin/sign-in", {
        headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: origin },
        body: "token=not-a-token",
      });
    expect(await signIn("https://elsewhere.example")).toMatchObject({ status: 403 });
    // The token is wrong, and no more than that.
    const refused = await signIn(publicUrl);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("error-summary");
  });
});
