// The one create that every client makes, and the secrets it carries. No such person, service or key exists.

/** Credentials. Each is looked for, letter by letter, in what the clients show of themselves. */
export const credentials = {
  token: "bench-token-5d1c4c549c1e1d4b",
  subscriptionKey: "bench-key-9c3d2a6b8e7f1d05",
};

/** What a person wrote. */
export const narrative = "The dose on the chart was ten times too high and was seen before it was given.";

/** What the server's `OperationOutcome` says of itself. */
export const diagnostics = "Store queue 17 is full.";

/** What a guest network says instead of the server. */
export const signInText = "Sign in to go on.";

/** FHIR issue type in the server's `OperationOutcome`, by which it is found again in what a client throws. */
export const outcomeCode = "transient";

export const operationOutcome = {
  resourceType: "OperationOutcome",
  issue: [{ severity: "error", code: outcomeCode, diagnostics }],
};

export const recordId = "4f9d2c7e-5b1a-4e0f-9c3d-2a6b8e7f1d05";

/** The event that the FHIR and the general clients create. */
export const adverseEvent = { resourceType: "AdverseEvent", description: narrative };

/** Headers of a general client that talks to a FHIR service behind a gateway. */
export const headersOf = ({ token, subscriptionKey }) => ({
  Authorization: `Bearer ${token}`,
  "Ocp-Apim-Subscription-Key": subscriptionKey,
});

/** The answer to a create that a FHIR server has carried out. */
export const createdEvent = () => ({
  status: 201,
  headers: { "Content-Type": "application/fhir+json" },
  body: { ...adverseEvent, id: recordId, meta: { versionId: "1" } },
});
