import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import type { RelayConfig } from "../src/config/relay-config.ts";
import { createMetrics } from "../src/metrics/metrics.ts";
import { metricsRoute } from "../src/metrics/metrics-route.ts";
import type { ApiOperation } from "../src/openapi/operations.ts";
import type { Store } from "../src/store/store.ts";
import { StoreUnavailableError } from "../src/store/store-unavailable-error.ts";
import { exampleRecord } from "./example-record.ts";
import {
  type ApiRequest,
  askApi,
  exchangeRaw,
  headOf,
  type RunningApi,
  runningApi,
  submissionOf,
  withFaults,
} from "./running-api.ts";

const metricsToken = "an-example-token-for-figures";

/** Returns the routes of the figures. */
export function figures(settings: Partial<Pick<RelayConfig, "metricsToken" | "host">>): Hono {
  return metricsRoute(createMetrics({ hasProcess: false }), { host: "127.0.0.1", ...settings });
}

/** A request in order of one operation, on a record of its own. */
interface Prepared {
  readonly path: string;
  readonly request: ApiRequest;
}

/** A way to ask, by what it calls forth. */
type Way = (prepared: Prepared) => Promise<{ readonly status: number }>;

/** What the API can be asked: the ways that make sense for an operation, and the status that one of them gives. */
export interface EveryAnswer {
  readonly applicable: (operation: ApiOperation) => readonly string[];
  readonly ask: (operation: ApiOperation, way: string) => Promise<number>;
}

/** Starts relays of every kind, and returns how to call forth every answer that the description names. */
export async function everyAnswer(): Promise<EveryAnswer> {
  const api = await runningApi({ metricsRoutes: figures({ metricsToken }), bodyBytes: 5_000, bodyTimeoutMs: 200 });
  const ways = await waysTo(api);
  return {
    applicable: ({ isOpen = false, parameters, body, path, id }) => [
      "in order",
      ...(parameters.includes("ifNoneMatch") ? ["known"] : []),
      ...(isOpen ? [] : ["no token", "broken", "busy", "too often"]),
      ...(path.includes("{") ? ["unknown"] : []),
      ...(parameters.includes("ifMatch") ? ["other revision", "withdrawn"] : []),
      ...(parameters.some((name) => name.endsWith("Key")) ? ["no key", "no organisation"] : []),
      ...(body === undefined ? [] : ["empty", "too large", "not JSON", "too slow", "other content"]),
      ...(id === "addYellowCard" ? ["removed"] : []),
      ...(id === "checkReadiness" ? ["stopping", "no store"] : []),
      ...(id === "showMetrics" ? ["wrong token", "hidden"] : []),
    ],
    ask: async (operation, way) => {
      const ask = ways.get(way);
      if (ask === undefined) throw new TypeError(`There is no way called ${way}.`);
      return (await ask(await prepare(api, operation))).status;
    },
  };
}

async function waysTo(api: RunningApi): Promise<ReadonlyMap<string, Way>> {
  const broken = { authenticate: () => Promise.reject(new TypeError("synthetic")), forget: () => {} };
  const full = { check: () => Promise.reject(new StoreUnavailableError("full")) };
  const nobody = await api.tokenFor({ role: "administrator" });
  const at = async (parts: Parameters<typeof runningApi>[0]): Promise<Way> => {
    const { url } = await runningApi(parts);
    return ({ path, request }) => askApi(url, path, request);
  };
  const exhausted = async (): Promise<Way> => {
    const { url } = await runningApi({ requestsPerMinute: 1 });
    await askApi(url, "/v1/taxonomy");
    return ({ path, request }) => askApi(url, path, request);
  };
  const changed =
    (change: Partial<ApiRequest>): Way =>
    ({ path, request }) =>
      api.ask(path, { ...request, ...change, headers: { ...request.headers, ...change.headers } });

  return new Map<string, Way>([
    ["in order", changed({})],
    [
      "known",
      async ({ path, request }) => {
        const { headers } = await api.ask(path, request);
        return await api.ask(path, { headers: { "If-None-Match": `"other", W/${headers.get("etag")}` } });
      },
    ],
    ["no token", changed({ headers: { Authorization: undefined } })],
    ["no organisation", changed({ headers: { Authorization: `Bearer ${nobody}` } })],
    ["broken", await at({ access: broken })],
    ["busy", await at({ maxInFlight: 0 })],
    ["too often", await exhausted()],
    ["stopping", await at({ isStopping: () => true })],
    ["no store", await at({ wrap: (store: Store) => withFaults(store, full) })],
    ["hidden", await at({ metricsRoutes: figures({ host: "::" }) })],
    ["wrong token", changed({ headers: { Authorization: "Bearer wrong" } })],
    ["no key", changed({ headers: { "Idempotency-Key": "none" } })],
    ["other revision", changed({ headers: { "If-Match": '"7"' } })],
    ["empty", changed({ body: "{}" })],
    ["too large", changed({ body: `{"record":"${"x".repeat(6_000)}"}` })],
    ["not JSON", changed({ headers: { "Content-Type": "text/plain" } })],
    ["unknown", ({ path, request }) => unknownOf(api, path, request)],
    ["too slow", ({ path, request }) => askSlowly(api, path, request)],
    [
      "withdrawn",
      async ({ path, request }) => {
        await api.ask(recordPath(path), { method: "DELETE" });
        return await api.ask(path, { ...request, headers: { "Idempotency-Key": randomUUID() } });
      },
    ],
    [
      "other content",
      async ({ path, request }) => {
        await api.ask(path, request);
        return await api.ask(path, {
          ...request,
          body: String(request.body).replace("YC-EXAMPLE-00", "YC-EXAMPLE-01"),
        });
      },
    ],
    [
      "removed",
      async ({ path, request }) => {
        await acceptEverything(api.store);
        await api.store.removeContent({ afterMs: 0, limit: 500 });
        return await api.ask(path, request);
      },
    ],
  ]);
}

async function prepare(api: RunningApi, { id, path, method }: ApiOperation): Promise<Prepared> {
  const concrete = path.replace("{version}", "5").replace("code-systems/{id}", "code-systems/agent-type-5");
  const listed = concrete.replace("value-sets/{id}", "value-sets/agent-type-5");
  if (id === "showMetrics") return { path, request: { headers: { Authorization: `Bearer ${metricsToken}` } } };
  const record = exampleRecord();
  if (id === "createRecord") return { path, request: submissionOf(record) };
  if (!path.startsWith("/v1/records")) return { path: listed, request: {} };
  await api.ask("/v1/records", submissionOf(record));
  const headers = method === "get" ? {} : { "Idempotency-Key": randomUUID() };
  const request = { method: method.toUpperCase(), headers };
  const bodies: Readonly<Record<string, object>> = {
    updateRecord: { record },
    addYellowCard: { covers: "device", value: "YC-EXAMPLE-0043" },
  };
  const body = bodies[id];
  return {
    path: path.replace("{id}", record.id),
    request: body === undefined ? request : { ...request, body: JSON.stringify(body) },
  };
}

function recordPath(path: string): string {
  return path.split("/").slice(0, 4).join("/");
}

async function unknownOf(api: RunningApi, path: string, request: ApiRequest): Promise<{ readonly status: number }> {
  const id = randomUUID();
  const known = path.split("/")[3] ?? "";
  if (path.includes("/lfpse/")) return await api.ask(path.replace("/lfpse/5", "/lfpse/3"));
  const body = request.body === undefined ? {} : { body: String(request.body).replace(known, id) };
  return await api.ask(path.replace(known, id), { ...request, ...body });
}

/** Sends half of the body, and no more. */
async function askSlowly(api: RunningApi, path: string, request: ApiRequest): Promise<{ readonly status: number }> {
  const body = String(request.body);
  const headers = { ...request.headers, "Content-Length": String(body.length) };
  const answer = await exchangeRaw(api.port, headOf(`${request.method} ${path}`, headers), body.slice(0, 20));
  return { status: Number(answer.split(" ")[1]) };
}

/** Delivers what waits, without LFPSE. */
async function acceptEverything(store: Store): Promise<void> {
  for (;;) {
    const claims = await store.claim({ owner: "test", leaseMs: 10_000, limit: 100 });
    if (claims.length === 0) return;
    for (const { recordId, sequence, fence, kind } of claims) {
      await store.markSending({ recordId, sequence, fence, payload: "{}", leaseMs: 10_000 });
      const settlement =
        kind === "withdraw"
          ? ({ state: "withdrawn" } as const)
          : ({ state: "accepted", lfpse: { id: `example-${recordId}` } } as const);
      await store.settle({ recordId, sequence, fence, settlement });
    }
  }
}
