import { type Issue, toOperationOutcome } from "@digital-factors/core";

/** Content type of every FHIR answer. What LFPSE itself sends is not known. */
const fhirJson = "application/fhir+json; charset=utf-8";

/** Returns a FHIR resource as an HTTP answer. */
export function fhirAnswer(resource: object, status: number): Response {
  return new Response(JSON.stringify(resource), { status, headers: { "content-type": fhirJson } });
}

/** Returns the issues as an `OperationOutcome` answer. */
export function outcomeAnswer(issues: readonly Issue[], status: number): Response {
  return fhirAnswer(toOperationOutcome(issues), status);
}

/** Returns one refusal as an `OperationOutcome` answer; `message` says what to do. */
export function refusal(status: number, rule: string, message: string): Response {
  return outcomeAnswer([{ severity: "error", code: "structure", rule, message }], status);
}

/** Returns the refusal of an event that is there already. FHIR's issue type for it; what LFPSE would say is not known. */
export function duplicateRefusal(): Response {
  const diagnostics = "An event with this content was created already. Update that one, or change what you send.";
  return fhirAnswer(
    { resourceType: "OperationOutcome", issue: [{ severity: "error", code: "duplicate", diagnostics }] },
    409,
  );
}

/** Returns an answer in the shape of the gateway before LFPSE: a status code and a message, not FHIR. */
export function gatewayAnswer(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify({ statusCode: status, message }), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}
