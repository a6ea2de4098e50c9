import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { pino } from "pino";
import { expect, vi } from "vitest";
import { issueToken, revokeToken, type TokenGrant } from "../src/access/manage-tokens.ts";
import type { RelayConfig } from "../src/config.ts";
import { createSealer } from "../src/encryption/sealer.ts";
import { startRelay } from "../src/server.ts";
import { openStore } from "../src/store/open-store.ts";
import type { Store } from "../src/store/store.ts";
import { exampleRecord } from "./example-record.ts";
import { post, settings } from "./running-relay.ts";

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How many answers came on the connection. */
  readonly answers: number;
}

/** A relay under attack, with what the attacker has and what he is after. */
export interface AttackTarget {
  readonly url: string;
  readonly port: number;
  readonly store: Store;
  readonly tokens: {
    /** The attacker's own: a reporter of Z01. */
    readonly own: string;
    /** A reporter of Z02. */
    readonly foreign: string;
    readonly revoked: string;
    readonly expired: string;
    /** An administrator of all organisations. */
    readonly administrator: string;
    /** An administrator of Z01. */
    readonly organisationAdministrator: string;
  };
  /** A record of Z01. */
  readonly ownRecord: ReturnType<typeof exampleRecord>;
  /** A record of Z02. */
  readonly foreignRecord: ReturnType<typeof exampleRecord>;
  readonly provider: IdentityProvider;
  readonly issue: (grant: TokenGrant) => Promise<{ readonly id: string; readonly token: string }>;
  readonly logged: () => string;
  readonly close: () => Promise<void>;
}

/** Token of the environment, of Z09. */
export const environmentToken = "an-example-token-1";
export const metricsToken = "an-example-token-for-figures";
export const bodyBytes = 20_000;
/** What a hostile LFPSE says about a record. */
export const hostileMessage = `<script>alert(1)</script><img src=x onerror=alert(2)>"'\u001b[2J {{7*7}} forged by LFPSE`;

/** Starts a relay with the records and tokens of two organisations. Whoever starts it calls `close`. */
export async function attackTarget(parts: Partial<RelayConfig> = {}): Promise<AttackTarget> {
  const [provider, lfpse] = [await identityProvider(), await hostileLfpse()];
  const folder = await mkdtemp(join(tmpdir(), "relay-attacked-"));
  const config = settings(lfpse.url, join(folder, "relay.db"), {
    token: environmentToken,
    organisation: "Z09",
    metricsToken,
    bodyBytes,
    bodyTimeoutMs: 1_000,
    stopLimitMs: 100,
    logLevel: "trace",
    oidc: { issuer: provider.issuer, audience: provider.audience, jwksUrl: provider.jwksUrl, organisationClaim: "ods" },
    ...parts,
  });
  const store = await openStore(config.store, createSealer(config.encryptionKeys));
  let logged = "";
  const lines = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  const relay = await startRelay(config, { store, log: pino({ level: config.logLevel }, lines), random: () => 0.02 });
  const { url, port } = relay;

  const nowMs = Date.now();
  const deed = { store, actor: { id: "system" }, nowMs };
  const issue = async (grant: TokenGrant) => await issueToken(deed, grant);
  const own = await issue({ role: "reporter", organisation: "Z01" });
  const foreign = await issue({ role: "reporter", organisation: "Z02" });
  const revoked = await issue({ role: "reporter", organisation: "Z02" });
  await revokeToken(deed, revoked.id);
  const expired = await issue({ role: "reporter", organisation: "Z02", expiresAtMs: nowMs - 1 });
  const administrator = await issue({ role: "administrator" });
  const organisationAdministrator = await issue({ role: "administrator", organisation: "Z01" });
  const [ownRecord, foreignRecord] = [exampleRecord(), exampleRecord()];
  for (const [{ token }, record] of [
    [own, ownRecord],
    [foreign, foreignRecord],
  ] as const) {
    const response = await post(url, record, { headers: { Authorization: `Bearer ${token}` } });
    if (response.status !== 202) throw new Error(`The record was answered ${response.status}.`);
    await vi.waitFor(async () => expect(await store.find(record.id)).toMatchObject({ state: "rejected" }), {
      timeout: 10_000,
    });
  }
  return {
    url,
    port,
    store,
    tokens: {
      own: own.token,
      foreign: foreign.token,
      revoked: revoked.token,
      expired: expired.token,
      administrator: administrator.token,
      organisationAdministrator: organisationAdministrator.token,
    },
    ownRecord,
    foreignRecord,
    provider,
    issue,
    logged: () => logged,
    close: async () => {
      await relay.close();
      provider.close();
      lfpse.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** An LFPSE on loopback that refuses every event, in words that mean harm to whoever shows them. */
async function hostileLfpse() {
  const server = createServer((request, response) => {
    request.resume().once("end", () => {
      const issue = [
        { severity: "error", code: "invalid", diagnostics: hostileMessage, details: { text: hostileMessage } },
      ];
      response.writeHead(422, { "Content-Type": "application/fhir+json" });
      response.end(JSON.stringify({ resourceType: "OperationOutcome", issue }));
    });
  });
  return await listening(server);
}

async function listening(server: Server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Writes to a socket of its own and returns what came back until the relay, or 25 s, ended the connection. */
export async function exchange(port: number, ...pieces: readonly (string | Buffer)[]): Promise<RawAnswer> {
  return await answerOf(connect(port, "127.0.0.1"), (socket) => {
    for (const piece of pieces) socket.write(piece);
  });
}

/** Writes a beginning and then the same piece ten times a second, until the relay ends the connection. */
export async function drip(port: number, beginning: string, piece: string): Promise<RawAnswer> {
  return await answerOf(connect(port, "127.0.0.1"), (socket) => {
    socket.write(beginning);
    const dripping = setInterval(() => socket.write(piece), 100);
    socket.once("close", () => clearInterval(dripping));
  });
}

async function answerOf(socket: Socket, write: (socket: Socket) => void): Promise<RawAnswer> {
  const limit = setTimeout(() => socket.destroy(), 25_000);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {});
  write(socket);
  await once(socket, "close");
  clearTimeout(limit);
  return parseAnswer(Buffer.concat(chunks).toString("utf8"));
}

function parseAnswer(text: string): RawAnswer {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  const answers = text.match(/HTTP\/1\.1 \d{3} /g)?.length ?? 0;
  return { status: Number(statusLine.split(" ")[1] ?? 0), headers, body: rest.join("\r\n\r\n"), answers };
}

/** Returns a request as bytes for the wire; `Connection: close` ends the exchange. */
export function rawRequest(line: string, headers: readonly string[], body = ""): string {
  return [`${line} HTTP/1.1`, "Host: relay", "Connection: close", ...headers, "", body].join("\r\n");
}

/** An identity provider on loopback. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** Addresses that it was asked for. */
  readonly asked: readonly string[];
  readonly publicKeyPem: string;
  /** A JWT of Z01's; `changed` claims and headers replace those of a valid one. */
  readonly sign: (changed?: {
    readonly claims?: Readonly<Record<string, unknown>>;
    readonly header?: Readonly<Record<string, unknown>>;
    readonly key?: CryptoKey;
  }) => Promise<string>;
  readonly close: () => void;
}

async function identityProvider(): Promise<IdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), alg: "RS256", kid: "key-1", use: "sig" };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.setHeader("Content-Type", "application/json").end(JSON.stringify({ keys: [jwk] }));
  });
  const { url, close } = await listening(server);
  const [issuer, audience] = ["https://login.example", "digital-factors"];
  return {
    issuer,
    audience,
    jwksUrl: `${url}/keys`,
    asked,
    publicKeyPem: await exportSPKI(publicKey),
    sign: async ({ claims = {}, header = {}, key = privateKey } = {}) => {
      const exp = Math.floor(Date.now() / 1000) + 300;
      return await new SignJWT({ iss: issuer, aud: audience, sub: randomUUID(), ods: "Z01", exp, ...claims })
        .setProtectedHeader({ alg: "RS256", kid: "key-1", ...header })
        .sign(key);
    },
    close,
  };
}
