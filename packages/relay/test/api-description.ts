import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import { apiDocument } from "../src/openapi/api-document.ts";

interface Media {
  readonly schema?: { readonly $ref: string };
}

interface DescribedAnswer {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, Media>>;
}

interface DescribedOperation {
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, Media & { readonly example: unknown }>> };
}

/** The description as its readers see it. */
export const description = JSON.parse(JSON.stringify(apiDocument())) as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};

/** Fields may be added in a later release; until then an answer has none that is not described. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== "object" || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, closed(value)]));
  return "properties" in copy && copy.type === "object" ? { additionalProperties: false, ...copy } : copy;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: "api", components: closed(description.components) as object });

/** Returns what is wrong with a value by a schema of the description; empty if nothing. */
export function faultsBy({ $ref }: { readonly $ref: string }, value: unknown): readonly string[] {
  const validate = ajv.getSchema(`api${$ref}`);
  if (validate === undefined) throw new TypeError(`The description has no schema at ${$ref}.`);
  return validate(value) === true
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Returns the described path that an address belongs to. */
function describedPath(path: string): string | undefined {
  const [plain = ""] = path.split("?");
  return Object.keys(description.paths).find((template) =>
    new RegExp(`^${template.replaceAll(/\{[a-z]+\}/gi, "[^/]+")}$`).test(plain),
  );
}

/** Checks an answer against the description. What has no description must be an `OperationOutcome` or empty. */
export function expectDescribed(exchange: {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}): void {
  const { status, headers, text } = exchange;
  const method = exchange.method.toLowerCase();
  const path = describedPath(exchange.path);
  const operation = path === undefined ? undefined : description.paths[path]?.[method === "head" ? "get" : method];
  const place = `${exchange.method} ${path ?? "elsewhere"} ${status}`;
  if (operation === undefined) {
    if (text === "") return;
    expect(faultsBy({ $ref: "#/components/schemas/OperationOutcome" }, JSON.parse(text)), place).toEqual([]);
    return;
  }
  const answer = operation.responses[status];
  expect(Object.keys(operation.responses), place).toContain(String(status));
  for (const name of Object.keys(answer?.headers ?? {})) expect(headers.has(name), `${place}: ${name}`).toBe(true);
  const [mediaType, media] = Object.entries(answer?.content ?? {})[0] ?? [];
  if (mediaType === undefined || method === "head") {
    expect(text, place).toBe("");
    return;
  }
  expect(headers.get("content-type"), place).toContain(mediaType);
  if (media?.schema !== undefined) expect(faultsBy(media.schema, JSON.parse(text)), place).toEqual([]);
}
