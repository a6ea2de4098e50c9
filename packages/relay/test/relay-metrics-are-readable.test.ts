import { describe, expect, it } from "vitest";
import { createMetrics, type Metrics } from "../src/metrics/metrics.ts";
import { metricsRoute } from "../src/metrics/metrics-route.ts";
import { observedStore } from "../src/metrics/observed-store.ts";
import type { RecordCounts } from "../src/store/administration-store.ts";
import type { Store } from "../src/store/store.ts";
import { StoreUnavailableError } from "../src/store/store-unavailable-error.ts";
import { parseExposition } from "./exposition-format.ts";

const recordId = "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10";
const counts: RecordCounts = {
  states: { unknown: 1, parked: 2, rejected: 3, waiting: 4, sending: 5, accepted: 6, withdrawn: 7 },
  yellowCardsMissing: 8,
  oldestWaitingAtMs: 40_000,
};

async function samplesOf(metrics: Metrics) {
  return parseExposition(await metrics.text()).flatMap(({ samples }) => samples);
}

async function figureOf(metrics: Metrics, name: string, labels: Readonly<Record<string, string>> = {}) {
  const wanted = JSON.stringify(Object.entries(labels).sort());
  return (await samplesOf(metrics)).find(
    (sample) =>
      sample.name === `digital_factors_relay_${name}` &&
      JSON.stringify(Object.entries(sample.labels).sort()) === wanted,
  )?.value;
}

/** Metrics after a little of everything. */
function busyMetrics(): Metrics {
  const metrics = createMetrics({
    organisations: ["Z01"],
    count: async () => counts,
    now: () => 100_000,
    version: "1.2.3",
  });
  metrics.requestEnded({ method: "POST", route: "/v1/records", status: 202, durationMs: 3 });
  metrics.requestEnded({ method: "GET", route: "/v1/records/:id", status: 404, durationMs: 1 });
  metrics.taken({ recordId, organisation: "Z01", kind: "create", outcome: "stored" });
  metrics.taken({ recordId, organisation: "Z02", kind: "create", outcome: "conflict" });
  metrics.attemptStarted({ recordId, organisation: "Z01", kind: "create", attempts: 0 });
  metrics.attemptEnded({ organisation: "Z01", kind: "create", outcome: "accepted", durationMs: 800 });
  metrics.breakerChanged({ organisation: "Z02", isOpen: true });
  metrics.breakerChanged({ organisation: "Z03", isOpen: true });
  metrics.breakerChanged({ organisation: "Z02", isOpen: false });
  metrics.claimed(3);
  metrics.swept(2);
  metrics.parked({ organisation: "Z01", kind: "update" });
  metrics.reachChanged({ isReached: false });
  metrics.storeUnavailable("full");
  metrics.contentRemoved(3);
  return metrics;
}

describe("the figures of a relay", () => {
  it("are text in Prometheus' format, figures of the process among them", async () => {
    const families = parseExposition(await busyMetrics().text());
    expect(families.every(({ help, type }) => help !== "" && type !== "")).toBe(true);
    const names = families.map(({ name }) => name);
    expect(names).toContain("process_resident_memory_bytes");
    expect(names).toContain("digital_factors_relay_http_request_seconds");
  });

  it("count what happened", async () => {
    const metrics = busyMetrics();
    const of = (name: string, labels?: Readonly<Record<string, string>>) => figureOf(metrics, name, labels);
    expect(await of("http_requests_total", { method: "POST", route: "/v1/records", status: "2xx" })).toBe(1);
    expect(await of("operations_total", { kind: "create", outcome: "stored", organisation: "Z01" })).toBe(1);
    expect(await of("operations_total", { kind: "create", outcome: "conflict", organisation: "other" })).toBe(1);
    expect(await of("deliveries_total", { kind: "create", outcome: "accepted", organisation: "Z01" })).toBe(1);
    expect(await of("delivery_seconds_sum", { kind: "create" })).toBe(0.8);
    expect(await of("first_attempt_delay_seconds_count")).toBe(1);
    expect(await of("breakers_open", { organisation: "other" })).toBe(1);
    expect(await of("claims_total")).toBe(3);
    expect(await of("swept_unknown_total")).toBe(2);
    expect(await of("handling_failed_total", { kind: "update", organisation: "Z01" })).toBe(1);
    expect(await of("lfpse_reached")).toBe(0);
    expect(await of("store_unavailable_total", { reason: "full" })).toBe(1);
    expect(await of("content_removed_total")).toBe(3);
    expect(await of("info", { version: "1.2.3" })).toBe(1);
  });

  it("tell how many records are in each state, how old the oldest waiting one is, and which Yellow Cards miss", async () => {
    const metrics = busyMetrics();
    for (const [state, records] of Object.entries(counts.states)) {
      expect(await figureOf(metrics, "records", { state })).toBe(records);
    }
    expect(await figureOf(metrics, "oldest_waiting_seconds")).toBe(60);
    expect(await figureOf(metrics, "yellow_cards_missing")).toBe(8);
    expect(await figureOf(metrics, "store_up")).toBe(1);
  });

  it("say that the store is down, and no figure of it, while it cannot count", async () => {
    const metrics = createMetrics({
      hasProcess: false,
      count: () => Promise.reject(new StoreUnavailableError("busy")),
    });
    expect(await figureOf(metrics, "store_up")).toBe(0);
    const names = (await samplesOf(metrics)).map(({ name }) => name);
    expect(names).not.toContain("digital_factors_relay_records");
    expect(names).not.toContain("digital_factors_relay_yellow_cards_missing");
    expect(names).not.toContain("digital_factors_relay_oldest_waiting_seconds");
  });

  it("have few labels however many ids, addresses and organisations come, and no id among them", async () => {
    const metrics = createMetrics({ organisations: ["Z01"], hasProcess: false });
    const linesOf = async () => (await metrics.text()).split("\n").length;
    const tell = (from: number, to: number) => {
      for (let index = from; index < to; index += 1) {
        metrics.requestEnded({ method: `M${index}`, route: `/v1/records/${index}`, status: 200, durationMs: 1 });
        metrics.taken({ recordId: `id-${index}`, organisation: `Y${index}`, kind: "create", outcome: "stored" });
        metrics.attemptStarted({ recordId: `id-${index}`, organisation: `Y${index}`, kind: "create", attempts: 0 });
        metrics.attemptEnded({ organisation: `Y${index}`, kind: "create", outcome: "accepted", durationMs: 1 });
        metrics.breakerChanged({ organisation: `Y${index}`, isOpen: true });
      }
    };
    tell(0, 100);
    const before = await linesOf();
    tell(100, 2_000);
    expect(await linesOf()).toBe(before);
    expect(await metrics.text()).not.toContain("id-1");
    expect(await metrics.text()).not.toContain("Y1");
  });

  it("belong to one relay: another one's are apart", async () => {
    const [first, second] = [createMetrics(), createMetrics()];
    first.contentRemoved(1);
    expect(await figureOf(second, "content_removed_total")).toBe(0);
  });
});

describe("the strict reader of figures", () => {
  it.each([
    ["a sample without a family", "a_total 1\n"],
    ["a family twice", "# HELP a x\n# TYPE a gauge\na 1\n# HELP a x\n# TYPE a gauge\n"],
    ["a sample twice", '# HELP a x\n# TYPE a gauge\na{b="1"} 1\na{b="1"} 2\n'],
    ["a label twice", '# HELP a x\n# TYPE a gauge\na{b="1",b="2"} 1\n'],
    ["a line end in a label", '# HELP a x\n# TYPE a gauge\na{b="1\n"} 1\n'],
    ["a value that is no number", "# HELP a x\n# TYPE a gauge\na one\n"],
    ["no end of the last line", "# HELP a x\n# TYPE a gauge\na 1"],
    [
      "falling buckets",
      '# HELP a x\n# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n',
    ],
    ["a histogram without its count", '# HELP a x\n# TYPE a histogram\na_bucket{le="+Inf"} 1\na_sum 1\n'],
  ])("refuses %s", (_what, text) => {
    expect(() => parseExposition(text)).toThrow(SyntaxError);
  });
});

describe("/metrics", () => {
  const metrics = { text: async () => "figures\n", contentType: "text/plain; version=0.0.4; charset=utf-8" };
  const metricsToken = "an-example-token-2";
  const statusOf = async (
    settings: Parameters<typeof metricsRoute>[1],
    headers: Readonly<Record<string, string>> = {},
  ) => (await metricsRoute(metrics, settings).request("/metrics", { headers })).status;

  it("answers without a token on loopback, unless the request came through a proxy", async () => {
    expect(await statusOf({ host: "127.0.0.1" })).toBe(200);
    expect(await statusOf({ host: "127.0.0.1" }, { "X-Forwarded-For": "192.0.2.1" })).toBe(404);
    expect(await statusOf({ host: "127.0.0.1", publicUrl: "https://relay.example.nhs.uk" })).toBe(404);
  });

  it("is not there for other machines without a token in the settings", async () => {
    expect(await statusOf({ host: "0.0.0.0" })).toBe(404);
  });

  it("asks for the token of the settings wherever it listens", async () => {
    for (const host of ["127.0.0.1", "0.0.0.0"]) {
      expect(await statusOf({ host, metricsToken })).toBe(401);
      expect(await statusOf({ host, metricsToken }, { Authorization: "Bearer an-example-token-1" })).toBe(401);
      expect(await statusOf({ host, metricsToken }, { Authorization: `Basic ${metricsToken}` })).toBe(401);
      expect(await statusOf({ host, metricsToken }, { Authorization: `Bearer ${metricsToken}` })).toBe(200);
    }
  });
});

describe("observedStore", () => {
  it("tells what became of each operation and when the store could not work, and changes nothing else", async () => {
    const seen: unknown[] = [];
    const store = {
      take: async () => ({ outcome: "known", receipt: "{}" }),
      check: () => Promise.reject(new StoreUnavailableError("full")),
      find: async (id: string) => ({ id }),
    } as unknown as Store;
    const observed = observedStore(store, {
      taken: (taking) => seen.push(taking),
      storeUnavailable: (reason) => seen.push(reason),
    });
    const operation = { recordId, organisation: "Z01", kind: "update" } as Parameters<Store["take"]>[0];
    expect(await observed.take(operation)).toEqual({ outcome: "known", receipt: "{}" });
    await expect(observed.check()).rejects.toThrow(StoreUnavailableError);
    expect(await observed.find(recordId)).toEqual({ id: recordId });
    expect(seen).toEqual([{ recordId, organisation: "Z01", kind: "update", outcome: "known" }, "full"]);
  });
});
