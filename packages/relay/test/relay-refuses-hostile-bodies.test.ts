import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { lfpse5, parseRecord } from "@digital-factors/core";
import { fullAdverseEvent, startSandbox } from "@digital-factors/sandbox";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { buildAdverseEvent } from "../src/delivery/build-adverse-event.ts";
import { apiProcess } from "./api-process.ts";
import { exampleRecord } from "./example-record.ts";
import { hostileBodies } from "./hostile-bodies.ts";
import { type ApiRequest, askApi, submissionOf } from "./running-api.ts";

/** Longest time for which one body may keep others waiting. */
const longestBlockMs = 50;
const bodyBytes = 262_144;

/** Every route that takes a body, with a record that is there. */
async function writingRoutes(url: string) {
  const record = exampleRecord();
  expect((await askApi(url, "/v1/records", submissionOf(record))).status).toBe(202);
  const change = (method: string): ApiRequest => ({ method, headers: { "Idempotency-Key": randomUUID() } });
  return [
    { path: "/v1/records", request: change("POST") },
    // A known key, under which something else was sent.
    { path: "/v1/records", request: { method: "POST", headers: { "Idempotency-Key": record.id } } },
    { path: `/v1/records/${record.id}`, request: change("PUT") },
    { path: `/v1/records/${record.id}/yellow-card`, request: change("POST") },
  ] as const;
}

/** Seed of the random bodies; a failure prints it with the body. */
const seed = Number(process.env.DIGITAL_FACTORS_FUZZ_SEED ?? 20_261_121);
const runs = { seed, numRuns: 250 };

const recordJsonSchema = JSON.parse(
  await readFile(new URL("../../core/schema/record.schema.json", import.meta.url), "utf8"),
) as object;
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const isRecordBySchema = ajv.compile(recordJsonSchema);

/** A submission in order, with an event or without. */
const submissionInOrder = fc.tuple(fc.uuid(), fc.boolean()).map(([id, hasEvent]) => {
  const record = exampleRecord({ id });
  return hasEvent ? { record, adverseEvent: fullAdverseEvent } : { record };
});

/** What may stand in the place of a value: codes of other fields, wrong types, odd characters, texts at the limits. */
const oddValue = fc.oneof(
  fc.constantFrom<unknown>("main", "unknown", "1", "epr", "system-down", "", null, 0, -1, 1.5, true, [], {}, [[]]),
  fc.constantFrom<unknown>(
    "\u0000",
    "\ud83c",
    "\udfe5\ud83c",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "é\u0301",
    "\u{1f3e5}",
  ),
  fc.constantFrom<unknown>(
    "x".repeat(201),
    "x".repeat(2_001),
    "\u{1f3e5}".repeat(2_000),
    "9".repeat(400),
    2 ** 53,
    1e300,
  ),
  fc.constantFrom<unknown>("2026-02-29T10:00:00Z", "2026-01-31T14:05:00+01:00", "2026-01-31", "0000-01-01T00:00:00Z"),
  fc.constantFrom<unknown>(
    "../../etc",
    "<script>",
    "'; drop table records; --",
    "%00",
    "\r\nSet-Cookie: a=b",
    "{{7*7}}",
  ),
  fc.uuid(),
  fc.string({ unit: "binary" }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Every place in a JSON value, as the names that lead to it. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, each]) => placesIn(each, [...path, name]))];
}

/** The value with another one at a place, or with none. */
function changedAt(value: unknown, [name, ...rest]: readonly string[], put: unknown): unknown {
  if (name === undefined || typeof value !== "object" || value === null) return put;
  const entries = Object.entries(value).flatMap(([key, each]) => {
    if (key !== name) return [[key, each] as const];
    const changed = changedAt(each, rest, put);
    return changed === undefined ? [] : [[key, changed] as const];
  });
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}

/** A submission with up to three things wrong with it. */
const oddSubmission = (base: object) =>
  fc.array(fc.tuple(fc.nat(), fc.option(oddValue, { nil: undefined })), { minLength: 0, maxLength: 3 }).map((changes) =>
    changes.reduce<unknown>((value, [place, put]) => {
      const places = placesIn(value);
      return changedAt(value, places[place % places.length] ?? [], put);
    }, base),
  );

/** A text with a piece cut out of it or put into it. */
const oddText = (text: string) =>
  fc
    .tuple(
      fc.nat(text.length),
      fc.nat(40),
      fc.constantFrom(
        "",
        '"',
        "{",
        "]",
        "\\",
        "\u0000",
        "1e999",
        ",",
        '"a":1,"a":2',
        '"__proto__":{},',
        "\ufeff",
        "\u00ff",
      ),
    )
    .map(([at, length, piece]) => text.slice(0, at) + piece + text.slice(piece === "" ? at + length : at));

describe("the relay, sent bodies that are made to do harm", { timeout: 120_000 }, () => {
  it("refuses each with an OperationOutcome, on every route, and never stops for longer than 50 ms", async () => {
    const api = await apiProcess({ bodyBytes });
    const routes = await writingRoutes(api.url);
    // Twice: the first time nothing is compiled yet, which is when a relay is slowest.
    for (const _ of [1, 2]) {
      await api.look();
      for (const { name, text } of hostileBodies) {
        const body = text(bodyBytes - 1_000);
        for (const { path, request } of routes) {
          const { status } = await askApi(api.url, path, { ...request, body });
          expect([400, 409, 422], `${request.method} ${path}: ${name}`).toContain(status);
        }
        const { longestMs, isPolluted } = await api.look();
        expect(longestMs, name).toBeLessThan(longestBlockMs);
        expect(isPolluted, name).toBe(false);
      }
    }
    expect((await askApi(api.url, "/v1/records", submissionOf(exampleRecord()))).status).toBe(202);
  });

  it("does so at the largest limit that its settings allow", async () => {
    const largest = 2_097_152;
    const api = await apiProcess({ bodyBytes: largest });
    const [create, repeat] = await writingRoutes(api.url);
    await api.look();
    for (const { name, text } of hostileBodies) {
      const body = text(largest - 10_000);
      for (const { path, request } of [create, repeat]) {
        const { status } = await askApi(api.url, path, { ...request, body });
        expect([400, 409, 422], name).toContain(status);
        expect((await api.look()).longestMs, name).toBeLessThan(longestBlockMs);
      }
    }
  });

  it("refuses a body of 10 MB without reading it to its end", async () => {
    const api = await apiProcess({ bodyBytes });
    for (const { path, request } of await writingRoutes(api.url)) {
      const body = `{"record":"${"x".repeat(10_000_000)}"}`;
      // The connection may end before all of it is sent; then nothing of the answer is seen.
      const answer = await askApi(api.url, path, { ...request, body }).catch(() => undefined);
      expect([413, undefined]).toContain(answer?.status);
    }
    expect((await api.look()).longestMs).toBeLessThan(longestBlockMs);
    expect((await askApi(api.url, "/v1/records", submissionOf(exampleRecord()))).status).toBe(202);
  });

  it("answers 2xx or 4xx to every body, and what it takes is valid for core, the JSON Schema and LFPSE's stand-in", async () => {
    const api = await apiProcess({ bodyBytes });
    const sandbox = await startSandbox({ port: 0, subscriptionKey: "example-key" });
    onTestFinished(() => sandbox.close());
    let taken = 0;
    let atLfpse = 0;
    await fc.assert(
      fc.asyncProperty(submissionInOrder.chain(oddSubmission), async (submission) => {
        const id = idOf(submission);
        const body = JSON.stringify(submission) ?? "";
        const { status } = await askApi(api.url, "/v1/records", {
          method: "POST",
          headers: { "Idempotency-Key": id },
          body,
        });
        expect([202, 400, 409, 422]).toContain(status);
        if (status !== 202) return;
        taken += 1;
        const { record, adverseEvent } = JSON.parse(body);
        const parsed = parseRecord(record);
        expect(parsed.ok).toBe(true);
        expect(isRecordBySchema(record), ajv.errorsText(isRecordBySchema.errors)).toBe(true);
        const built = parsed.ok ? buildAdverseEvent(parsed.value, adverseEvent, lfpse5) : parsed;
        // What no event can be made of yet is kept, and put before a person with the reason.
        if (!built.ok) return;
        const sent = await fetch(`${sandbox.url}/adverse-event/fhir/AdverseEvent`, {
          method: "POST",
          headers: { "Content-Type": "application/fhir+json", "Ocp-Apim-Subscription-Key": "example-key" },
          body: JSON.stringify(built.value),
        });
        expect(sent.status, await sent.text()).toBe(201);
        atLfpse += 1;
      }),
      runs,
    );
    // Or else the bodies were so odd that nothing was shown.
    expect(taken).toBeGreaterThan(20);
    expect(atLfpse).toBeGreaterThan(10);
    expect((await api.look()).isPolluted).toBe(false);
  });

  it("answers 2xx or 4xx to every broken text and every odd header, on every route", async () => {
    const api = await apiProcess({ bodyBytes });
    const routes = await writingRoutes(api.url);
    const bodies = [
      JSON.stringify({ record: exampleRecord(), adverseEvent: fullAdverseEvent }),
      JSON.stringify({ covers: "device", value: "YC-EXAMPLE-0042" }),
    ];
    const header = fc.oneof(
      fc.constantFrom(
        undefined,
        "*",
        '"1"',
        'W/"1"',
        "withdraw",
        "__proto__",
        "application/json",
        "text/plain",
        "x".repeat(4_000),
      ),
      fc.uuid(),
      fc.string({ minLength: 1 }).map((text) => text.trim() || "x"),
    );
    const names = [
      "Idempotency-Key",
      "If-Match",
      "Content-Type",
      "Content-Encoding",
      "If-None-Match",
      "X-Forwarded-For",
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes),
        fc.constantFrom(...bodies).chain((text) => fc.oneof(oddText(text), fc.json(), fc.constant(text))),
        fc.option(fc.tuple(fc.constantFrom(...names), header), { nil: undefined }),
        async ({ path, request }, body, odd) => {
          const headers = { ...request.headers, ...(odd === undefined ? {} : { [odd[0]]: odd[1] }) };
          const { status } = await askApi(api.url, path, { ...request, headers, body });
          expect([202, 400, 409, 412, 413, 415, 422]).toContain(status);
        },
      ),
      { ...runs, numRuns: 600 },
    );
    expect((await askApi(api.url, "/v1/records", submissionOf(exampleRecord()))).status).toBe(202);
  });
});

/** The id that a submission names, or one that can stand in a header. */
function idOf(submission: unknown): string {
  const { record } = (submission ?? {}) as { readonly record?: { readonly id?: unknown } | null };
  const id = record?.id;
  return typeof id === "string" && /^[\x21-\x7e]+$/.test(id) ? id : "none";
}
