import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppVariables } from "../routes/app-variables.ts";
import { relayTracer } from "./tracing.ts";

/**
 * Gives each request a span, below the one that the caller names in `traceparent` where the process has an OpenTelemetry SDK
 * with that propagator. Method, route pattern and status are in it: no address, header or body.
 *
 * @see https://www.w3.org/TR/trace-context/
 */
export function traceRequests(): MiddlewareHandler<AppVariables> {
  return async (request, next) => {
    const { method } = request.req;
    const carrier = {
      traceparent: request.req.header("traceparent"),
      tracestate: request.req.header("tracestate"),
    };
    const from = propagation.extract(context.active(), carrier);
    const span = relayTracer().startSpan(
      method,
      { kind: SpanKind.SERVER, attributes: { "http.request.method": method } },
      from,
    );
    try {
      await context.with(trace.setSpan(from, span), next);
    } finally {
      const route = routePath(request, -1);
      const status = request.get("answeredStatus") ?? request.res.status;
      span.updateName(`${method} ${route}`);
      span.setAttributes({ "http.route": route, "http.response.status_code": status });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    }
  };
}
