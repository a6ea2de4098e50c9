import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInteroperableJson } from "./interoperable-json.ts";

function issueOf(text: string) {
  const result = parseInteroperableJson(text);
  return result.ok ? undefined : result.issues[0];
}

describe("parseInteroperableJson", () => {
  it.each([
    "{}",
    "[]",
    '""',
    "0",
    "-1.5e-3",
    "9007199254740991",
    '{"a":[1,{"b":"x, \\"y\\": {["}],"c":{"a":1}}',
    '{"a":"\\ud83c\\udfe5","b":"tab\\tline\\n"}',
    ' { "a" : [ [ ] , { } , null , true ] } ',
    '{"constructor":1,"toString":2}',
    "0.30000000000000004",
    "-12.50000000000000000000",
    "1.5e-300",
    "0.00015E+4",
    "0e-999999",
    "-0.0000000000000000000",
  ])("takes %s as JSON.parse does", (text) => {
    expect(parseInteroperableJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it.each([
    "",
    "{",
    '{"a":}',
    "{'a':1}",
    "[1,]",
    "NaN",
    '"\u0001"',
    "\ufeff{}x",
    '"a',
    '"\\',
    '"\\x"',
    "]]",
    "1.2.3e-4.567890",
  ])("refuses %j, which is not JSON", (text) => {
    expect(issueOf(text)).toMatchObject({ code: "structure", rule: "json" });
  });

  it.each([
    ['{"a":1,"a":2}', "repeated-name", "a"],
    ['{"record":{"id":1,"\\u0069d":2}}', "repeated-name", "record.id"],
    ['{"record":{"systems":[{},{"name":1,"name":2}]}}', "repeated-name", "record.systems[1].name"],
    ['{"record":{"__proto__":{"part":"main"}}}', "reserved-name", "record"],
    ['{"record":{"\\u005f_proto__":1}}', "reserved-name", "record"],
    ['{"record":{"description":"half \\ud83c"}}', "characters", "record.description"],
    ['{"record":{"description":"\\udfe5\\ud83c"}}', "characters", "record.description"],
    ['{"record":{"factors":["a","b\\u0000"]}}', "characters", "record.factors[1]"],
    ['{"a":1e400}', "number", "a"],
    ['{"a":[0,-9007199254740993]}', "number", "a[1]"],
    ['{"a":123456789012345678901234567890}', "number", "a"],
    ['{"a":0.12345678901234567890123}', "number", "a"],
    ['{"a":1.00000000000000000001}', "number", "a"],
    ['{"a":-0.1000000000000000055511151231257827}', "number", "a"],
    ['{"a":1e-400}', "number", "a"],
    ['{"a":123456789012345.678}', "number", "a"],
  ])("refuses %s: %s at %s", (text, rule, expression) => {
    expect(issueOf(text)).toMatchObject({ severity: "error", code: "structure", rule, expression });
  });

  it("refuses more than 40 levels, however many there are", () => {
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(issueOf(nested(40))).toBeUndefined();
    expect(issueOf(nested(41))).toMatchObject({ rule: "depth" });
    expect(issueOf(nested(130_000))).toMatchObject({ rule: "depth" });
    expect(issueOf(`${'{"a":'.repeat(40_000)}1${"}".repeat(40_000)}`)).toMatchObject({ rule: "depth" });
  });

  it("repeats no name that is not like a field's", () => {
    expect(issueOf('{"Jane Example":1,"Jane Example":2}')).not.toHaveProperty("expression");
    expect(JSON.stringify(issueOf('{"record":{"Jane Example":{"a":"\\u0000"}}}'))).not.toContain("Jane");
  });

  it("refuses more than 5 000 values, wherever they are", () => {
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
    expect(issueOf(JSON.stringify(numbers(5_000)))).toBeUndefined();
    expect(issueOf(JSON.stringify(numbers(5_001)))).toMatchObject({ rule: "size" });
    expect(issueOf(JSON.stringify(Object.fromEntries(numbers(5_001).map((each) => [`n${each}`, ""]))))).toMatchObject({
      rule: "size",
    });
    expect(issueOf(JSON.stringify(numbers(2_500).map(() => [])))).toBeUndefined();
    expect(issueOf(JSON.stringify(numbers(2_501).map(() => [])))).toMatchObject({ rule: "size" });
  });

  it("takes every JSON value as JSON.parse does, and no text that it does not", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        const result = parseInteroperableJson(text);
        if (result.ok) expect(result.value).toEqual(JSON.parse(text));
        else expect(result.issues[0]).toMatchObject({ rule: expect.stringMatching(/characters|name|number/) });
      }),
    );
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('"', "\\", "{", "]", ",", "\u0000", "-", "e"),
        (text, at, piece) => {
          const place = at % (text.length + 1);
          const broken = text.slice(0, place) + piece + text.slice(place);
          const result = parseInteroperableJson(broken);
          if (result.ok) expect(result.value).toEqual(JSON.parse(broken));
        },
      ),
    );
  });

  it("reads the largest body in time that grows with its length", () => {
    const text = `{"a":"${"\\u0041".repeat(40_000)}"}`;
    const startedAt = performance.now();
    expect(issueOf(text)).toBeUndefined();
    expect(issueOf(`["${'","'.repeat(4_000)}"]`)).toBeUndefined();
    expect(issueOf(`["${'\\n","\\n'.repeat(4_000)}"]`)).toBeUndefined();
    expect(issueOf(`[1.${"0".repeat(2_000_000)},${"0".repeat(200_000)}]`)).toMatchObject({ rule: "json" });
    expect(issueOf(`[1.${"0".repeat(2_000_000)}1]`)).toMatchObject({ rule: "number" });
    expect(
      issueOf(
        `[${Array(4_999)
          .fill(`0.${"0".repeat(300)}1`)
          .join(",")}]`,
      ),
    ).toBeUndefined();
    // Quadratic time would be minutes; the bound only tells the two apart.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
