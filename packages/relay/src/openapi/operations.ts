import type { ApiSchemaName } from "./schemas.ts";

/** What one status of an operation answers. */
export interface ApiAnswer {
  /** When it is given. */
  readonly description: string;
  /** Absent: no body. */
  readonly schema?: ApiSchemaName;
  /** Default: `application/json`; `application/fhir+json` for an outcome. */
  readonly mediaType?: string;
  readonly headers?: readonly ApiHeaderName[];
}

/** A header of an answer that a client works with. */
export type ApiHeaderName = "ETag" | "Retry-After" | "WWW-Authenticate" | "Cache-Control";

/** A parameter, described once in the components. */
export type ApiParameterName =
  | "recordId"
  | "createKey"
  | "changeKey"
  | "withdrawKey"
  | "ifMatch"
  | "ifNoneMatch"
  | "lfpseVersion"
  | "codeListId";

/** One operation of the API. */
export interface ApiOperation {
  readonly method: "get" | "post" | "put" | "delete";
  /** As OpenAPI writes it, with `{id}`. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: "records" | "taxonomy" | "operation";
  readonly parameters: readonly ApiParameterName[];
  readonly body?: ApiSchemaName;
  readonly isOpen?: boolean;
  readonly answers: Readonly<Record<number, ApiAnswer>>;
}

const refusal = (description: string, ...headers: ApiHeaderName[]): ApiAnswer => ({
  description,
  schema: "OperationOutcome",
  headers,
});

/** Every operation that asks for a token. */
const guarded = {
  401: refusal("The token is missing or not valid.", "WWW-Authenticate"),
  429: refusal("Too many requests of this token, or too many wrong tokens from this address.", "Retry-After"),
  500: refusal("The relay failed. Safe to send again."),
  503: refusal("Nothing was kept: the relay is busy or its store cannot be used. Send it again.", "Retry-After"),
};

const withBody = {
  408: refusal("The body did not arrive in time."),
  413: refusal("The body is larger than the settings of this relay allow."),
  415: refusal("The body is not JSON in UTF-8, or it is compressed."),
  422: refusal("The content breaks a rule. Each issue names the place, the rule and the question, never an answer."),
};

const written = {
  400: refusal("A header is missing or wrong, or the body is not JSON that every reader understands alike."),
  403: refusal("The token is of no organisation."),
  409: refusal("Something else was sent under this key before, or the record was withdrawn."),
};

const changed = {
  202: {
    description: "Kept durably. The same for every repeat, byte for byte.",
    schema: "OperationReceipt",
  } as const,
  404: refusal("There is no such record of this organisation."),
  412: refusal("The record has another revision than If-Match says.", "ETag"),
};

const limited = {
  422: refusal(
    "The content breaks a rule: each issue names the place, the rule and the question, never an answer. Or the record takes no more changes (`business-rule`): it can be withdrawn.",
  ),
};

const cacheable = (description: string, schema: ApiSchemaName, mediaType?: string) => ({
  200: {
    description,
    schema,
    ...(mediaType === undefined ? {} : { mediaType }),
    headers: ["ETag", "Cache-Control"] as const,
  },
  304: { description: "As the client has it.", headers: ["ETag", "Cache-Control"] as const },
});

const unknownTaxonomy = { 404: refusal("The relay does not hold this.") };
const fhir = "application/fhir+json";

/** Every operation of the API but those of the admin page. */
export const apiOperations: readonly ApiOperation[] = [
  {
    method: "post",
    path: "/v1/records",
    id: "createRecord",
    summary: "Send a record",
    description: "Answers once the record is on disk. The same id with the same content gives the same receipt.",
    tag: "records",
    parameters: ["createKey"],
    body: "Submission",
    answers: {
      202: { description: "Kept durably. The same for every repeat, byte for byte.", schema: "Receipt" },
      ...written,
      ...withBody,
      ...guarded,
    },
  },
  {
    method: "get",
    path: "/v1/records/{id}",
    id: "showRecord",
    summary: "See where a record is",
    description: "The ETag is the revision, for If-Match. The state may change under the same revision.",
    tag: "records",
    parameters: ["recordId"],
    answers: {
      200: { description: "Its state.", schema: "RecordStatus", headers: ["ETag"] },
      404: refusal("There is no such record of this organisation."),
      ...guarded,
    },
  },
  {
    method: "put",
    path: "/v1/records/{id}",
    id: "updateRecord",
    summary: "Replace a record",
    description: "The whole record as it is now. Relayed after what was sent before.",
    tag: "records",
    parameters: ["recordId", "changeKey", "ifMatch"],
    body: "Submission",
    answers: { ...changed, ...written, ...withBody, ...limited, ...guarded },
  },
  {
    method: "delete",
    path: "/v1/records/{id}",
    id: "withdrawRecord",
    summary: "Withdraw a record",
    description: "At LFPSE too, once what was sent before is there. It cannot be undone.",
    tag: "records",
    parameters: ["recordId", "withdrawKey", "ifMatch"],
    answers: { ...changed, ...written, ...guarded },
  },
  {
    method: "post",
    path: "/v1/records/{id}/yellow-card",
    id: "addYellowCard",
    summary: "Add a Yellow Card reference that came later",
    description: "Added to the record as it is now and relayed as an update, so that the two reports are linked.",
    tag: "records",
    parameters: ["recordId", "changeKey", "ifMatch"],
    body: "YellowCardReference",
    answers: {
      ...changed,
      410: refusal("The content of the record was removed under the retention rule: send the whole record by PUT."),
      ...written,
      ...withBody,
      ...limited,
      ...guarded,
    },
  },
  {
    method: "get",
    path: "/v1/taxonomy",
    id: "listTaxonomies",
    summary: "List the taxonomies",
    tag: "taxonomy",
    parameters: ["ifNoneMatch"],
    answers: { ...cacheable("Releases and where they are.", "TaxonomyIndex"), ...guarded },
  },
  {
    method: "get",
    path: "/v1/taxonomy/factors",
    id: "showFactorTree",
    summary: "The tree of digital factors, in English and Welsh",
    tag: "taxonomy",
    parameters: ["ifNoneMatch"],
    answers: { ...cacheable("Kinds of system, groups and factors.", "FactorTree"), ...guarded },
  },
  {
    method: "get",
    path: "/v1/taxonomy/lfpse/{version}",
    id: "showLfpseRelease",
    summary: "The code lists of one release of LFPSE's taxonomy",
    tag: "taxonomy",
    parameters: ["lfpseVersion", "ifNoneMatch"],
    answers: { ...cacheable("Its code lists.", "LfpseRelease"), ...unknownTaxonomy, ...guarded },
  },
  {
    method: "get",
    path: "/v1/taxonomy/lfpse/{version}/code-systems/{id}",
    id: "showCodeSystem",
    summary: "One code list as a FHIR CodeSystem",
    description: "Codes and displays alone. The same code may mean something else in another release.",
    tag: "taxonomy",
    parameters: ["lfpseVersion", "codeListId", "ifNoneMatch"],
    answers: { ...cacheable("The code system.", "CodeSystem", fhir), ...unknownTaxonomy, ...guarded },
  },
  {
    method: "get",
    path: "/v1/taxonomy/lfpse/{version}/value-sets/{id}",
    id: "showValueSet",
    summary: "One code list as a FHIR ValueSet",
    tag: "taxonomy",
    parameters: ["lfpseVersion", "codeListId", "ifNoneMatch"],
    answers: { ...cacheable("The value set.", "ValueSet", fhir), ...unknownTaxonomy, ...guarded },
  },
  {
    method: "get",
    path: "/healthz",
    id: "checkHealth",
    summary: "Whether the process works",
    tag: "operation",
    parameters: [],
    isOpen: true,
    answers: { 200: { description: "It does.", schema: "Health" } },
  },
  {
    method: "get",
    path: "/readyz",
    id: "checkReadiness",
    summary: "Whether records can be taken now",
    tag: "operation",
    parameters: [],
    isOpen: true,
    answers: {
      200: { description: "They can.", schema: "Readiness" },
      503: refusal("The relay is stopping, or its store cannot be used.", "Retry-After"),
    },
  },
  {
    method: "get",
    path: "/openapi.json",
    id: "describeApi",
    summary: "This description",
    tag: "operation",
    parameters: ["ifNoneMatch"],
    isOpen: true,
    answers: {
      200: { description: "OpenAPI 3.1.", mediaType: "application/json", headers: ["ETag", "Cache-Control"] },
      304: { description: "As the client has it.", headers: ["ETag", "Cache-Control"] },
    },
  },
  {
    method: "get",
    path: "/metrics",
    id: "showMetrics",
    summary: "Figures for Prometheus",
    description: "With a token of its own where the settings name one; else only on the machine itself.",
    tag: "operation",
    parameters: [],
    isOpen: true,
    answers: {
      200: { description: "Prometheus text.", mediaType: "text/plain" },
      401: refusal("The token for figures is missing or wrong.", "WWW-Authenticate"),
      404: refusal("Figures are not shown at this address."),
    },
  },
];
