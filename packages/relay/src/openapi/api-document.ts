import { headerComponents, parameterComponents, schemaComponents } from "./components.ts";
import { bodyExamples } from "./examples.ts";
import { type ApiAnswer, type ApiOperation, apiOperations } from "./operations.ts";

/**
 * Returns the description of the HTTP API, OpenAPI 3.1, made from the schemas that its tests hold every answer against.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html
 * @example
 * const { openapi } = apiDocument(); // "3.1.1"
 */
export function apiDocument(): { readonly openapi: "3.1.1"; readonly [field: string]: unknown } {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of apiOperations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Digital factors relay",
      // That of the paths, `/v1`.
      version: "1",
      summary: "Takes reports of digital factors in patient safety events durably, and delivers them to LFPSE.",
      license: { name: "MIT", identifier: "MIT" },
    },
    // The relay answers at the address where this description was found.
    servers: [{ url: "/" }],
    tags: [
      { name: "records", description: "Send, change, withdraw and follow records." },
      { name: "taxonomy", description: "Factor tree and LFPSE's code lists." },
      { name: "operation", description: "For those who run the relay." },
    ],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A token of the relay, or a JWT where it takes those." },
      },
      parameters: parameterComponents(),
      headers: headerComponents(),
      schemas: schemaComponents(),
    },
  };
}

function described(operation: ApiOperation): object {
  const { id: operationId, summary, description, tag, parameters, body, isOpen = false, answers } = operation;
  return {
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [tag],
    ...(isOpen ? { security: [] } : {}),
    parameters: parameters.map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: { $ref: `#/components/schemas/${body}` }, example: bodyExamples[body] },
            },
          },
        }),
    responses: Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, describedAnswer(answer)])),
  };
}

function describedAnswer({ description, schema, mediaType, headers = [] }: ApiAnswer): object {
  const type = mediaType ?? (schema === "OperationOutcome" ? "application/fhir+json" : "application/json");
  const content = schema === undefined ? {} : { schema: { $ref: `#/components/schemas/${schema}` } };
  const named = [...headers, "X-Request-Id"].map((name) => [name, { $ref: `#/components/headers/${name}` }]);
  return {
    description,
    headers: Object.fromEntries(named),
    ...(schema === undefined && mediaType === undefined ? {} : { content: { [type]: content } }),
  };
}
