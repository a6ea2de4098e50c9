import { readFile } from "node:fs/promises";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { parseRecord } from "../src/record/parse-record.ts";
import { anyRecord, doseFaultRecord } from "../src/record/record.fixtures.ts";
import { recordLimits } from "../src/record/record-limits.ts";

const schemaUrl = new URL("../schema/record.schema.json", import.meta.url);

/** What a mutation may put in the place of a value: codes of other fields, wrong types, texts at the limits. */
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>("yes", "unknown", "main", "1", "8", "epr", "system-down", "alerts", "", "A", null, 0, true),
  fc.constantFrom<unknown>([], {}, ["system-down"], ["system-down", "system-down"], ["1", "1"], [4], [{ type: "epr" }]),
  fc.constantFrom<unknown>({ kind: "none" }, { status: "reported", references: [{ value: "" }] }, { reaction: "yes" }),
  fc.constantFrom(
    ...[
      "2026-02-29T10:00:00Z",
      "2024-02-29T10:00:00+01:00",
      "2026-01-31T14:05:00",
      "2026-01-31",
      "2026-13-01T00:00:00Z",
    ],
    ...["2026-01-31T23:59:60Z", "2026-01-31t14:05:00z", "2026-01-31T14:05:00.123456Z", "2026-01-31T14:05Z"],
    "2026-01-31T14:05:00+24:00",
  ),
  fc
    .constantFrom(recordLimits.versionCharacters, recordLimits.nameCharacters, recordLimits.descriptionCharacters)
    .chain((limit) => fc.constantFrom("x".repeat(limit), "x".repeat(limit + 1))),
  fc.uuid(),
  fc.array(fc.constantFrom("system-down", "data-lost", "no-alert", "workaround", "toaster"), { maxLength: 5 }),
  fc.anything({ withObjectString: false, maxDepth: 1 }).map((value) => JSON.parse(JSON.stringify(value ?? null))),
);

/** Every place in a JSON value, as the keys that lead to it. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))];
}

type Mutation = "replace" | "remove" | "add";

function mutated(input: unknown, path: readonly string[], mutation: Mutation, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    if (mutation !== "add" || typeof input !== "object" || input === null) return value;
    return Array.isArray(input) ? [...input, value] : { ...input, surplus: value };
  }
  const entries = Object.entries(input ?? {});
  const changed = entries.flatMap(([name, each]) => {
    if (name !== key) return [[name, each] as const];
    if (rest.length === 0 && mutation === "remove") return [];
    return [[name, mutated(each, rest, mutation, value)] as const];
  });
  return Array.isArray(input) ? changed.map(([, each]) => each) : Object.fromEntries(changed);
}

const changedRecord: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.oneof(fc.constant(doseFaultRecord), anyRecord),
    fc.nat(),
    fc.constantFrom<Mutation>("replace", "remove", "add"),
    anyValue,
  )
  .map(([record, index, mutation, value]) => {
    const json: unknown = JSON.parse(JSON.stringify(record));
    const places = placesIn(json);
    return mutated(json, places[index % places.length] ?? [], mutation, value);
  });

describe("the JSON Schema of a record", () => {
  let schema: { readonly $id: string; readonly $schema: string };
  let isValid: ValidateFunction;

  beforeAll(async () => {
    schema = JSON.parse(await readFile(schemaUrl, "utf8"));
    isValid = addFormats.default(new Ajv2020({ strict: true })).compile(schema);
  });

  it("says which draft it is and has an address", () => {
    expect([schema.$schema, schema.$id]).toEqual([
      "https://json-schema.org/draft/2020-12/schema",
      "urn:digital-factors:record-schema:1",
    ]);
  });

  it("takes every record that parseRecord gives", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(isValid(JSON.parse(JSON.stringify(record)))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes exactly what parseRecord takes, whatever is changed in a record", () => {
    let taken = 0;
    fc.assert(
      fc.property(changedRecord, (input) => {
        const { ok } = parseRecord(input);
        if (ok) taken += 1;
        expect(isValid(input)).toBe(ok);
      }),
      { numRuns: 2000, seed: 20261121 },
    );
    // Both answers were asked for often enough to mean something.
    expect(taken).toBeGreaterThan(100);
    expect(taken).toBeLessThan(1900);
  });

  it("counts characters as parseRecord does: one for each code point", () => {
    for (const surplus of [0, 1]) {
      const record = { ...doseFaultRecord, description: "🙂".repeat(recordLimits.descriptionCharacters + surplus) };
      expect([parseRecord(record).ok, isValid(record)]).toEqual([surplus === 0, surplus === 0]);
    }
  });
});
