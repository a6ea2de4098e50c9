import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { createAccess } from "../src/access/access.ts";
import { issueToken, type TokenGrant } from "../src/access/manage-tokens.ts";
import { type AppOptions, createApp } from "../src/app.ts";
import { createHttpServer } from "../src/http/http-server.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import type { Store } from "../src/store/store.ts";
import { expectDescribed } from "./api-description.ts";

/** Token of organisation Z01. */
export const apiToken = "an-example-token-1";

/** One request: what differs from a GET with the token of Z01. */
export interface ApiRequest {
  readonly method?: string;
  /** Absent values are left out, those of the token and the media type too. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** JSON text, or bytes. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** An answer whose text was read. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The API on a port of this machine with a store of its own. */
export interface RunningApi {
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  readonly store: Store;
  /** Asks, and checks that the answer is one that the description of the API has. */
  readonly ask: (path: string, request?: ApiRequest) => Promise<ApiAnswer>;
  /** Makes a token. */
  readonly tokenFor: (grant: TokenGrant) => Promise<string>;
}

/** Starts the API without deliveries; everything ends with the test. */
export async function runningApi(
  parts: Partial<AppOptions> & { readonly maxConnections?: number; readonly wrap?: (store: Store) => Store } = {},
): Promise<RunningApi> {
  const folder = await mkdtemp(join(tmpdir(), "relay-api-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { maxConnections = 1_000, wrap = (each: Store) => each, bodyTimeoutMs = 15_000 } = parts;
  const store = openLibsqlStore({ file: join(folder, "relay.db") });
  onTestFinished(() => store.close());
  const log = pino({ level: "silent" });
  const environmentToken = { token: apiToken, organisation: "Z01" };
  const access = createAccess({ store, environmentToken, log });
  const app = createApp({ store: wrap(store), access, log, bodyTimeoutMs, ...parts });
  const server = createHttpServer({ fetch: app.fetch, bodyTimeoutMs, maxConnections });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    server,
    store,
    ask: (path, request) => askApi(url, path, request),
    tokenFor: async (grant) => (await issueToken({ store, actor: { id: "system" }, nowMs: Date.now() }, grant)).token,
  };
}

/** Asks an API at an address, and checks the answer as {@link RunningApi.ask} does. */
export async function askApi(url: string, path: string, request: ApiRequest = {}): Promise<ApiAnswer> {
  const { method = "GET", body } = request;
  const headers = {
    Authorization: `Bearer ${apiToken}`,
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    ...request.headers,
  };
  const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(url + path, { method, headers: sent, ...(body === undefined ? {} : { body }) });
  const answer = { status: response.status, headers: response.headers, text: await response.text() };
  expectDescribed({ method, path, ...answer });
  return answer;
}

/** What creating or changing a record asks for. */
export function submissionOf(record: { readonly id: string }, key: string = record.id): ApiRequest {
  return { method: "POST", headers: { "Idempotency-Key": key }, body: JSON.stringify({ record }) };
}

/** Returns the store with some of its methods replaced. */
export function withFaults(store: Store, faults: Partial<Store>): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const fault: unknown = Reflect.get(faults, name);
      const value: unknown = Reflect.get(target, name);
      return fault ?? (typeof value === "function" ? value.bind(target) : value);
    },
  });
}

/** Writes to a socket of its own and returns everything that comes back until the relay ends the connection. */
export async function exchangeRaw(port: number, ...pieces: readonly string[]): Promise<string> {
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

/** Returns the head of a request with the token of Z01, as it goes over the wire. */
export function headOf(line: string, headers: Readonly<Record<string, string | undefined>> = {}): string {
  const all = { Host: "relay", Authorization: `Bearer ${apiToken}`, "Content-Type": "application/json", ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return [`${line} HTTP/1.1`, ...lines, "", ""].join("\r\n");
}
