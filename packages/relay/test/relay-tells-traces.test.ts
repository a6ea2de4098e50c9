import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { type Context, type ContextManager, context, propagation, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { Hono } from "hono";
import { describe, expect, it, onTestFinished } from "vitest";
import type { AppVariables } from "../src/routes/app-variables.ts";
import type { Store } from "../src/store/store.ts";
import { StoreUnavailableError } from "../src/store/store-unavailable-error.ts";
import { traceDelivery } from "../src/tracing/trace-delivery.ts";
import { traceRequests } from "../src/tracing/trace-requests.ts";
import { tracedStore } from "../src/tracing/traced-store.ts";
import { inSpan } from "../src/tracing/tracing.ts";

const recordId = "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10";
const operation = { recordId, kind: "create", organisation: "Z01", body: "an answer" } as Parameters<Store["take"]>[0];

/** Carries the active context across waits, as an SDK for Node does. */
class LocalContexts implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>();
  active = () => this.#storage.getStore() ?? ROOT_CONTEXT;
  with: ContextManager["with"] = (active, work, self, ...given) =>
    this.#storage.run(active, () => work.apply(self, given));
  bind: ContextManager["bind"] = (_context, target) => target;
  enable = () => this;
  disable = () => this;
}

/** Gives the process an SDK for the time of one test; returns what it was told. */
function spansOfThisTest() {
  const exporter = new InMemorySpanExporter();
  const sdk = createRequire(import.meta.resolve("@opentelemetry/sdk-trace-base"));
  const { W3CTraceContextPropagator } = sdk("@opentelemetry/core");
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  context.setGlobalContextManager(new LocalContexts());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  onTestFinished(() => {
    trace.disable();
    context.disable();
    propagation.disable();
  });
  return () => exporter.getFinishedSpans();
}

/** An app with one route, which takes an operation into the store. */
function appWith(store: Pick<Store, "take">): Hono<AppVariables> {
  const app = new Hono<AppVariables>();
  const traced = tracedStore(store as Store);
  app.use(traceRequests());
  app.post("/v1/records/:id", async (request) => {
    await traced.take(operation);
    return request.json({}, 202);
  });
  app.onError((_error, request) => request.json({}, 503));
  return app;
}

const stored = { take: async () => ({ outcome: "stored", receipt: "{}" }) as const };

describe("a relay with an OpenTelemetry SDK", () => {
  it("puts a request below the caller's span, and the store's work below the request", async () => {
    const spans = spansOfThisTest();
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    await appWith(stored).request(`/v1/records/${recordId}`, { method: "POST", headers: { traceparent } });
    const [take, request] = spans();
    expect(request).toMatchObject({
      name: "POST /v1/records/:id",
      parentSpanContext: { spanId: "b7ad6b7169203331" },
      attributes: { "http.route": "/v1/records/:id", "http.request.method": "POST", "http.response.status_code": 202 },
    });
    expect(take).toMatchObject({
      name: "store take",
      parentSpanContext: { spanId: request?.spanContext().spanId },
      attributes: { "digital_factors.record.id": recordId, "digital_factors.outcome": "stored" },
    });
    expect(request?.spanContext().traceId).toBe("0af7651916cd43dd8448eb211c80319c");
  });

  it.each(["", "00-0-0-01", `00-${"0".repeat(32)}-b7ad6b7169203331-01`, "ff-x"])(
    "begins a trace of its own where traceparent is %j",
    async (traceparent) => {
      const spans = spansOfThisTest();
      await appWith(stored).request("/v1/records/x", { method: "POST", headers: { traceparent } });
      expect(spans().at(-1)?.parentSpanContext).toBeUndefined();
    },
  );

  it("marks what failed with the name of the error, never its message", async () => {
    const spans = spansOfThisTest();
    const store = { take: () => Promise.reject(new StoreUnavailableError("full")) };
    const answer = await appWith(store).request("/v1/records/x", { method: "POST" });
    expect(answer.status).toBe(503);
    await expect(inSpan("x", {}, () => Promise.reject(new TypeError("an answer")))).rejects.toThrow("an answer");
    expect(spans().map(({ status, attributes }) => [status.code, attributes["error.type"]])).toEqual([
      [2, "store-unavailable"],
      [2, undefined],
      [2, "TypeError"],
    ]);
    expect(JSON.stringify(spans().map(({ attributes, events, status }) => [attributes, events, status]))).not.toContain(
      "an answer",
    );
  });

  it("gives each attempt to deliver a span with the record's id, and nothing that a person wrote", async () => {
    const spans = spansOfThisTest();
    const claim = {
      recordId,
      kind: "update",
      sequence: 2,
      attempts: 1,
      body: "an answer",
      organisation: "Z01",
    } as const;
    expect(await traceDelivery(claim, async () => "accepted")).toBe("accepted");
    expect(spans()).toMatchObject([
      {
        name: "delivery attempt",
        attributes: {
          "digital_factors.record.id": recordId,
          "digital_factors.operation": "update",
          "digital_factors.sequence": 2,
          "digital_factors.attempts": 1,
        },
      },
    ]);
    expect(JSON.stringify(spans()[0]?.attributes)).not.toContain("an answer");
  });
});

describe("a relay without an OpenTelemetry SDK", () => {
  it("works the same", async () => {
    const answer = await appWith(stored).request("/v1/records/x", { method: "POST" });
    expect(answer.status).toBe(202);
    await expect(inSpan("x", {}, () => Promise.reject(new TypeError("same")))).rejects.toThrow("same");
  });
});
