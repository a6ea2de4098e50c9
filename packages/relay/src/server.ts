import { once } from "node:events";
import type { Server } from "node:http";
import { type LfpseProfile, lfpse5 } from "@digital-factors/core";
import { type Logger, pino } from "pino";
import { createAccess } from "./access/access.ts";
import type { OidcVerifier } from "./access/oidc-verifier.ts";
import { createSessions } from "./access/sessions.ts";
import { createAdminRoutes } from "./admin/admin-routes.ts";
import { createApp } from "./app.ts";
import type { OidcSettings, RelayConfig } from "./config/relay-config.ts";
import { createLfpseSenders } from "./delivery/lfpse-senders.ts";
import { createDeliveryWorker } from "./delivery/worker.ts";
import { createSealer } from "./encryption/sealer.ts";
import { connectionLimit } from "./http/connection-limit.ts";
import { createHttpServer, stopHttpServer } from "./http/http-server.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { metricsRoute } from "./metrics/metrics-route.ts";
import { observedStore } from "./metrics/observed-store.ts";
import { packageVersion } from "./package-files.ts";
import { createRetention } from "./retention/retention.ts";
import { openStore } from "./store/open-store.ts";
import type { Sealer } from "./store/sealer.ts";
import type { Store } from "./store/store.ts";
import { traceDelivery } from "./tracing/trace-delivery.ts";
import { traceRequests } from "./tracing/trace-requests.ts";
import { tracedStore } from "./tracing/traced-store.ts";

/**
 * Parts that {@link startRelay} may be given in place of its own.
 *
 * @example
 * const parts: RelayParts = { random: () => 0.5 };
 */
export interface RelayParts {
  /** Default: what the settings name, sealed with their keys. The relay closes it. */
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
  /**
   * Takes no more requests, waits for the deliveries under way up to the limit of the settings, gives back what was not
   * sent, and ends. Safe to call twice.
   */
  readonly close: () => Promise<void>;
}

/**
 * Starts a relay and resolves once it listens: it takes records, keeps them and delivers them to LFPSE, and has a page for
 * whoever looks after it.
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
  const { log = pino({ level: config.logLevel }) } = parts;
  const kept = parts.store ?? (await openStore(config.store, sealerOf(config)));
  try {
    return await serve(config, kept, log, parts.random);
  } catch (error) {
    await kept.close();
    throw error;
  }
}

async function serve(config: RelayConfig, kept: Store, log: Logger, random = Math.random): Promise<Relay> {
  const { publicUrl, retentionDays, bodyTimeoutMs, stopLimitMs } = config;
  const profile = profileOf(config);
  const metrics = createMetrics({
    organisations: [config.organisation, ...Object.keys(config.organisations)],
    count: () => kept.count(),
    version: packageVersion(),
  });
  const store = tracedStore(observedStore(kept, metrics));
  const senders = createLfpseSenders({
    baseUrl: config.lfpseBaseUrl,
    timeoutMs: config.lfpseTimeoutMs,
    profile,
    subscriptionKey: config.lfpseSubscriptionKey,
    organisations: config.organisations,
    ratePerMinute: config.lfpseRatePerMinute,
    concurrency: config.concurrency,
    observer: metrics,
    random,
  });
  const worker = createDeliveryWorker({
    store,
    senders,
    profile,
    log,
    isIdInPutBody: config.lfpseIdInPutBody,
    isStoreShared: config.store.kind === "postgres",
    observer: metrics,
    trace: traceDelivery,
    random,
  });
  const retention =
    retentionDays === undefined ? undefined : createRetention({ store, retentionDays, log, observer: metrics });
  const access = createAccess({
    store,
    log,
    ...(config.token === undefined
      ? {}
      : { environmentToken: { token: config.token, organisation: config.organisation } }),
    ...(config.oidc === undefined ? {} : { oidc: await verifierOf(config.oidc) }),
  });
  if (config.token === undefined && config.oidc === undefined && (await kept.tokens()).length === 0) {
    log.warn("nobody has a token yet: make one with `digital-factors-relay token make`");
  }
  const address = publicUrl === undefined ? {} : { publicUrl };
  const sessions = createSessions({ store, access, minutes: config.adminSessionMinutes, ...address });
  let isStopping = false;
  const app = createApp({
    store,
    access,
    profile,
    log,
    ...address,
    allowedOrigins: config.allowedOrigins,
    bodyBytes: config.bodyBytes,
    bodyTimeoutMs,
    requestsPerMinute: config.requestsPerMinute,
    onStored: worker.wake,
    isStopping: () => isStopping,
    onRequest: metrics.requestEnded,
    around: traceRequests(),
    metricsRoutes: metricsRoute(metrics, config),
    adminRoutes: createAdminRoutes({
      store,
      access,
      sessions,
      profile,
      log,
      ...address,
      onDecided: worker.wake,
      lfpseCondition: senders.condition,
    }),
  });
  const connections = connectionLimit(config.maxConnections);
  if (connections < config.maxConnections) {
    log.warn(
      { connections, wanted: config.maxConnections },
      "fewer connections: the system's limit of open files is low",
    );
  }
  const server = createHttpServer({ fetch: app.fetch, bodyTimeoutMs, maxConnections: config.maxConnections });
  server.listen(config.port, config.host);
  await once(server, "listening");
  worker.start();
  retention?.start();
  const port = portOf(server) ?? config.port;
  const url = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
  log.info({ url, store: config.store.kind, lfpseVersion: profile.version }, "listening");

  async function close(): Promise<void> {
    isStopping = true;
    await Promise.all([stopHttpServer(server, stopLimitMs), worker.stop(stopLimitMs), retention?.stop()]);
    await kept.close();
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

/** Loaded only where it is used: a relay that was killed has to serve again at once. */
async function verifierOf(oidc: OidcSettings): Promise<OidcVerifier> {
  const { createOidcVerifier } = await import("./access/oidc-verifier.ts");
  return createOidcVerifier(oidc);
}

function sealerOf({ encryptionKeys, refusesPlainContent }: RelayConfig): Sealer {
  return createSealer(encryptionKeys, { refusePlain: refusesPlainContent });
}

function profileOf({ lfpseCanonicalBase, lfpseEventTypeCodes }: RelayConfig): LfpseProfile {
  return {
    ...lfpse5,
    ...(lfpseCanonicalBase === undefined ? {} : { canonicalBase: lfpseCanonicalBase }),
    eventTypeCodes: { ...lfpse5.eventTypeCodes, ...lfpseEventTypeCodes },
  };
}

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : undefined;
}
