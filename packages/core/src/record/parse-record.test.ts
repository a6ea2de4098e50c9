import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRecord, parseRecordJson } from "./parse-record.ts";
import { anyRecord, doseFaultRecord } from "./record.fixtures.ts";
import { recordLimits } from "./record-limits.ts";

const required = ["format", "id", "recordedAt", "versions", "nation", "reporter", "eventType", "part"];
const minimal = Object.fromEntries(Object.entries(doseFaultRecord).filter(([field]) => required.includes(field)));

function issuesOf(input: unknown) {
  const result = parseRecord(input);
  return result.ok ? [] : result.issues;
}

describe("parseRecord", () => {
  it("takes a complete record as it is", () => {
    expect(parseRecord(doseFaultRecord)).toEqual({ ok: true, value: doseFaultRecord });
  });

  it("gives back any complete record unchanged, through JSON", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const once = parseRecordJson(JSON.stringify(record));
        expect(once).toEqual({ ok: true, value: record });
      }),
      { numRuns: 2000 },
    );
  });

  it("asks for the eight required fields and no others, each by name", () => {
    expect(issuesOf({}).map(({ code, expression }) => [code, expression])).toEqual(
      required.map((field) => ["required", field]),
    );
  });

  it("fills in what was not asked with unknown and empty, never with no", () => {
    const result = parseRecord(minimal);
    expect(result).toEqual({
      ok: true,
      value: {
        ...minimal,
        systems: [],
        factors: [],
        involvement: [],
        description: "",
        stillHappening: "unknown",
        othersAffected: "unknown",
        contribution: "suspected",
        harm: { kind: "unknown" },
        circumstances: [],
        yellowCard: { status: "unknown", references: [] },
        context: {},
      },
    });
  });

  it("counts kept identifiers from one up, and takes no other number", () => {
    expect(parseRecord({ ...minimal, identifiersKept: 2 })).toMatchObject({ ok: true, value: { identifiersKept: 2 } });
    for (const identifiersKept of [0, -1, 1.5, "1"]) {
      expect(issuesOf({ ...minimal, identifiersKept }).map(({ expression, linkId }) => [expression, linkId])).toEqual([
        ["identifiersKept", "description"],
      ]);
    }
  });

  it.each([
    ["main", "suspected"],
    ["contributed", "suspected"],
    ["possible", "suspected"],
    ["helped", "unknown"],
    ["none", "unknown"],
    ["unknown", "unknown"],
  ])("takes part %s to mean contribution %s unless told", (part, contribution) => {
    expect(parseRecord({ ...minimal, part })).toMatchObject({ value: { contribution } });
    expect(parseRecord({ ...minimal, part, contribution: "not-suspected" })).toMatchObject({
      value: { contribution: "not-suspected" },
    });
  });

  it.each([
    ["an unknown code", { part: "yes" }, "code-invalid", "part", "part"],
    ["a wrong type", { description: 5 }, "structure", "description", "description"],
    ["a list that is an object", { factors: {} }, "structure", "factors", "factors"],
    [
      "too many factors",
      { factors: ["system-down", "data-lost", "no-alert", "workaround"] },
      "invariant",
      "factors",
      "factors",
    ],
    ["the same factor twice", { factors: ["system-down", "system-down"] }, "invariant", "factors", "factors"],
    [
      "text over the limit",
      { description: "x".repeat(recordLimits.descriptionCharacters + 1) },
      "too-long",
      "description",
      "description",
    ],
    ["an id that is not a UUID", { id: "7" }, "value", "id", undefined],
    ["a time without an offset", { recordedAt: "2026-01-31T14:05:00" }, "value", "recordedAt", undefined],
    ["a newer format", { format: "digital-factors/2" }, "code-invalid", "format", undefined],
    ["a field of the wrong name", { stilHappening: "yes" }, "structure", "stilHappening", undefined],
    [
      "a code deep inside",
      { systems: [{ type: "epr" }, { type: "toaster" }] },
      "code-invalid",
      "systems[1].type",
      "system",
    ],
    [
      "an empty reference",
      { yellowCard: { status: "reported", references: [{ value: "" }] } },
      "value",
      "yellowCard.references[0].value",
      "yellow-card",
    ],
    ["a number for a code", { involvement: [4] }, "code-invalid", "involvement[0]", "involvement"],
  ])("names place, rule and question of %s", (_, change, code, expression, linkId) => {
    const issues = issuesOf({ ...minimal, ...change });
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code, expression, severity: "error" });
    expect(issues[0]?.linkId).toBe(linkId);
  });

  it("says which line of rule is broken when the whole input is of the wrong type", () => {
    for (const input of [null, undefined, 1, "text", [], true]) expect(issuesOf(input)).toHaveLength(1);
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }), (input) => {
        expect(typeof parseRecord(input).ok).toBe("boolean");
      }),
      { numRuns: 2000 },
    );
  });

  it("never repeats an answer in a message", () => {
    const secret = "Zebediah Quartermaine 999-555";
    const field = fc.constantFrom(...Object.keys(doseFaultRecord));
    const wrong = fc.constantFrom<unknown>(secret, [secret], { [secret]: secret }, { kind: secret }, [
      { type: secret },
    ]);
    fc.assert(
      fc.property(field, wrong, (name, value) => {
        const issues = issuesOf({ ...doseFaultRecord, [name]: value });
        expect(JSON.stringify(issues)).not.toMatch(/Zebediah|999-555/);
      }),
    );
  });

  it("cannot be used to change a prototype", () => {
    const hostile = JSON.parse(
      `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"context":{"__proto__":{"polluted":true}}}`,
    );
    expect(parseRecord({ ...minimal, ...hostile }).ok).toBe(false);
    expect(parseRecord(hostile).ok).toBe(false);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    for (const name of ["constructor", "toString", "__proto__"]) {
      const issues = issuesOf(JSON.parse(`{"${name}":1}`));
      expect(issues.every(({ linkId }) => linkId === undefined || typeof linkId === "string")).toBe(true);
    }
  });
});

describe("parseRecordJson", () => {
  it.each(["", "{", "nope", '{"a":}'])("says that %j is not JSON", (text) => {
    expect(parseRecordJson(text)).toMatchObject({ ok: false, issues: [{ code: "structure", rule: "json" }] });
  });
});
