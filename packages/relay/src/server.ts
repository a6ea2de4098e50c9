import { once } from "node:events";
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { createLfpseClient } from "@digital-factors/client/lfpse";
import { type LfpseProfile, lfpse5 } from "@digital-factors/core";
import { createAdaptorServer } from "@hono/node-server";
import { type Logger, pino } from "pino";
import { createApp } from "./app.ts";
import type { RelayConfig } from "./config.ts";
import { createDeliveryWorker } from "./delivery/worker.ts";
import { hashToken } from "./middleware/require-token.ts";
import { httpOutcome } from "./routes/outcome-response.ts";
import { openLibsqlStore } from "./store/libsql/libsql-store.ts";
import type { Store } from "./store/store.ts";

/**
 * Parts that {@link startRelay} may be given in place of its own.
 *
 * @example
 * const parts: RelayParts = { random: () => 0.5 };
 */
export interface RelayParts {
  /** Default: the file that the settings name. */
  readonly store?: Store;
  /** Default: JSON lines on standard output. */
  readonly log?: Logger;
  /** Source of the jitter between attempts, 0 up to 1. Default: `Math.random`. */
  readonly random?: () => number;
}

/**
 * A relay that runs.
 *
 * @example
 * const stop = (relay: Relay) => relay.close();
 */
export interface Relay {
  /** Start of every address, such as `http://127.0.0.1:8081`. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, waits for the deliveries under way up to the limit of the settings, and ends. Safe to call twice. */
  readonly close: () => Promise<void>;
}

/** Time a lease lasts beyond the wait for LFPSE: what building the request and writing the result may take. */
const leaseSlackMs = 20_000;

/**
 * Starts a relay and resolves once it listens: it takes records, keeps them and delivers them to LFPSE.
 *
 * @param config - Settings, from `parseConfig`.
 * @param parts - For tests and for hosts with a log of their own.
 * @throws {@link StoreOpenError} if the store cannot be opened.
 * @throws {Error} of Node, such as `EADDRINUSE`, if it cannot listen.
 * @see README.md of this package
 * @example
 * const settings = parseConfig(process.env);
 * if (settings.ok) {
 *   const relay = await startRelay(settings.value);
 *   await relay.close();
 * }
 */
export async function startRelay(config: RelayConfig, parts: RelayParts = {}): Promise<Relay> {
  const { log = pino({ level: config.logLevel }), random = Math.random } = parts;
  const store = parts.store ?? openLibsqlStore({ file: config.storeFile });
  const profile = profileOf(config);
  const worker = createDeliveryWorker({
    store,
    lfpse: createLfpseClient({
      baseUrl: config.lfpseBaseUrl,
      subscriptionKey: config.lfpseSubscriptionKey,
      version: profile.version,
      canonicalBase: profile.canonicalBase,
      timeoutMs: config.lfpseTimeoutMs,
      // The worker tries again and paces itself.
      maxAttempts: 1,
      circuitBreaker: false,
    }),
    profile,
    log,
    leaseMs: config.lfpseTimeoutMs + leaseSlackMs,
    now: Date.now,
    random,
    wait: (delayMs, signal) => delay(delayMs, undefined, { signal }).catch(() => {}),
  });
  const app = createApp({
    store,
    profile,
    log,
    tokens: [{ hash: hashToken(config.token), organisation: config.organisation }],
    allowedOrigins: config.allowedOrigins,
    bodyBytes: config.bodyBytes,
    onStored: worker.wake,
  });
  // The adaptor types its server for HTTP/2 too; without a `createServer` it is node:http's.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  server.on("clientError", answerBrokenRequest);
  try {
    server.listen(config.port, config.host);
    await once(server, "listening");
  } catch (error) {
    await store.close();
    throw error;
  }
  worker.start();
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  const url = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
  log.info({ url, organisation: config.organisation, lfpseVersion: profile.version }, "listening");

  async function close(): Promise<void> {
    const closed = once(server, "close");
    server.close();
    const cut = setTimeout(() => server.closeAllConnections(), config.stopLimitMs);
    await Promise.all([closed, worker.stop(config.stopLimitMs)]);
    clearTimeout(cut);
    await store.close();
    log.info("stopped");
  }
  let closing: Promise<void> | undefined;
  return {
    url,
    port,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function profileOf({ lfpseCanonicalBase, lfpseEventTypeCodes }: RelayConfig): LfpseProfile {
  return {
    ...lfpse5,
    ...(lfpseCanonicalBase === undefined ? {} : { canonicalBase: lfpseCanonicalBase }),
    eventTypeCodes: { ...lfpse5.eventTypeCodes, ...lfpseEventTypeCodes },
  };
}

/** Answers what is not HTTP, or did not arrive in time, in the same form as every other error. */
function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const isSlow = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const isLarge = error.code === "HPE_HEADER_OVERFLOW";
  const status = isSlow ? "408 Request Timeout" : isLarge ? "431 Request Header Fields Too Large" : "400 Bad Request";
  const outcome = httpOutcome(isSlow ? "timeout" : "structure", "This request could not be read as HTTP.");
  const body = JSON.stringify(outcome);
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/fhir+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
