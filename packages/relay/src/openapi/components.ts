import { createRequire } from "node:module";
import * as z from "zod/mini";
import { uuidSchema } from "../intake/uuid.ts";
import { withdrawKey } from "../intake/withdraw.ts";
import { revisionTagSchema } from "../routes/operation-request.ts";
import type { ApiHeaderName, ApiParameterName } from "./operations.ts";
import { apiSchemas } from "./schemas.ts";

/** A JSON Schema, as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const referenceTo = (id: string) => `#/components/schemas/${id}`;

/** Returns every schema of the description: those of the answers from zod, that of a record from core. */
export function schemaComponents(): Readonly<Record<string, JsonSchema>> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(apiSchemas)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: referenceTo, io: "input" });
  const named = Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]);
  return { Submission: submission, ...recordComponents(), ...Object.fromEntries(named) };
}

const submission: JsonSchema = {
  type: "object",
  description: "A record, and the vendor's own AdverseEvent where there is one: the digital part is added to that.",
  properties: {
    record: { $ref: referenceTo("DigitalFactorsRecord") },
    adverseEvent: {
      type: "object",
      description: "FHIR STU3 AdverseEvent, checked against the release of LFPSE's taxonomy that the relay sends.",
      properties: { resourceType: { const: "AdverseEvent" } },
      required: ["resourceType"],
    },
  },
  required: ["record"],
  additionalProperties: false,
};

/** The schema that core publishes, with its lists of codes beside it: many tools find no `$defs` inside a component. */
function recordComponents(): Readonly<Record<string, JsonSchema>> {
  const published = createRequire(import.meta.url)("@digital-factors/core/schema/record.json") as JsonSchema;
  const { $schema: _, $id: __, $comment: ___, $defs, ...record } = published;
  const name = (definition: string) => definition.charAt(0).toUpperCase() + definition.slice(1);
  const moved = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(moved);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) =>
        key === "$ref" ? [key, referenceTo(name(String(value).replace("#/$defs/", "")))] : [key, moved(value)],
      ),
    );
  };
  const lists = Object.entries($defs as JsonSchema).map(([key, value]) => [name(key), moved(value)]);
  return { DigitalFactorsRecord: moved(record) as JsonSchema, ...Object.fromEntries(lists) };
}

const header = (name: string, description: string, required: boolean, schema: JsonSchema) => ({
  name,
  in: "header",
  description,
  required,
  schema,
});
const inPath = (name: string, description: string, schema: JsonSchema) => ({
  name,
  in: "path",
  description,
  required: true,
  schema,
});

function schemaOf(schema: z.ZodMiniType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return rest;
}

/** Returns every parameter of the description. */
export function parameterComponents(): Readonly<Record<ApiParameterName, object>> {
  const uuid = schemaOf(uuidSchema);
  return {
    recordId: inPath("id", "Id of the record. Capitals and small letters are the same.", uuid),
    createKey: header("Idempotency-Key", "The id of the record.", true, uuid),
    changeKey: header("Idempotency-Key", "A new UUID for each change; the same for each repeat of it.", true, uuid),
    withdrawKey: header("Idempotency-Key", "A UUID. A record is withdrawn once, so that none is needed.", false, {
      anyOf: [uuid, { const: withdrawKey }],
      default: withdrawKey,
    }),
    ifMatch: header("If-Match", "Only if the record has this revision: its ETag.", false, schemaOf(revisionTagSchema)),
    ifNoneMatch: header("If-None-Match", "ETag of what the client has.", false, { type: "string" }),
    lfpseVersion: inPath("version", "Release of LFPSE's taxonomy.", { type: "string", examples: ["5"] }),
    codeListId: inPath("id", "Id of the code list.", { type: "string", examples: ["agent-type-5"] }),
  };
}

/** Returns every header of an answer. */
export function headerComponents(): Readonly<Record<ApiHeaderName | "X-Request-Id", object>> {
  const described = (description: string, schema: JsonSchema = { type: "string" }) => ({ description, schema });
  return {
    ETag: described("Tag of this revision or of this content."),
    "Retry-After": described("Seconds to wait before the next try.", { type: "string", pattern: "^[0-9]+$" }),
    "WWW-Authenticate": described("Bearer."),
    "Cache-Control": described("How long it may be kept, and by whom."),
    "X-Request-Id": described("Id of the request in the relay's log.", { type: "string", format: "uuid" }),
  };
}
