import { type Attributes, context, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { errorFields } from "../error-fields.ts";

/**
 * Runs work in a span. Without an OpenTelemetry SDK in the process this is the work alone. An error marks the span with its
 * name and code; its message stays out, since it can repeat what was sent.
 *
 * @param name - Of few: no id in it.
 * @param attributes - No answer, no token, nobody's name. A record's id is allowed.
 */
export async function inSpan<Value>(
  name: string,
  { kind = SpanKind.INTERNAL, attributes = {} }: { readonly kind?: SpanKind; readonly attributes?: Attributes },
  work: (span: Span) => Promise<Value>,
): Promise<Value> {
  const span = relayTracer().startSpan(name, { kind, attributes });
  try {
    return await context.with(trace.setSpan(context.active(), span), () => work(span));
  } catch (error) {
    const { errorName, errorCode } = errorFields(error);
    span.setAttribute("error.type", errorCode ?? errorName);
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** Returns the tracer that an SDK gave the process, or one that does nothing. */
export function relayTracer() {
  return trace.getTracer("@digital-factors/relay");
}
