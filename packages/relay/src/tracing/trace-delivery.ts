import { type Span, SpanKind } from "@opentelemetry/api";
import type { Claim } from "../store/delivery-store.ts";
import { inSpan } from "./tracing.ts";

/**
 * Runs one attempt to deliver in a span of its own: the record's id, the kind and place of the operation, and how many
 * requests left before.
 */
export function traceDelivery<Value>(
  claim: Pick<Claim, "recordId" | "kind" | "sequence" | "attempts">,
  work: (span: Span) => Promise<Value>,
): Promise<Value> {
  const attributes = {
    "digital_factors.record.id": claim.recordId,
    "digital_factors.operation": claim.kind,
    "digital_factors.sequence": claim.sequence,
    "digital_factors.attempts": claim.attempts,
  };
  return inSpan("delivery attempt", { kind: SpanKind.CLIENT, attributes }, work);
}
