import { describe, expect, it } from "vitest";
import { type ValidatedRecord, validateRecords } from "./validate-records.ts";

const valid = JSON.stringify({
  format: "digital-factors/1",
  id: "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10",
  recordedAt: "2026-01-31T14:05:00Z",
  versions: { factors: "1.0.0", lfpse: "5" },
  nation: "wales",
  reporter: "patient",
  eventType: "incident",
  part: "possible",
});

async function all(lines: Parameters<typeof validateRecords>[0]): Promise<ValidatedRecord[]> {
  const checked: ValidatedRecord[] = [];
  for await (const each of validateRecords(lines)) checked.push(each);
  return checked;
}

describe("validateRecords", () => {
  it("gives each record with its defaults, and the number of its line", async () => {
    expect(await all(["", valid])).toMatchObject([
      { line: 2, ok: true, record: { part: "possible", contribution: "suspected" } },
    ]);
  });

  it("gives the issues of what is no record", async () => {
    expect(await all([valid, "{", "[]", "null", '{"__proto__":{}}'])).toMatchObject([
      { line: 1, ok: true },
      { line: 2, ok: false, issues: [{ rule: "json" }] },
      { line: 3, ok: false },
      { line: 4, ok: false },
      { line: 5, ok: false },
    ]);
  });

  it("takes lines that come one by one, and lines that name themselves", async () => {
    const issue = {
      severity: "error",
      code: "structure",
      rule: "not-utf-8",
      message: "Save the file as UTF-8.",
    } as const;
    async function* lines() {
      yield { line: 7, text: valid };
      yield { line: 9, issue };
    }
    expect(await all(lines())).toMatchObject([
      { line: 7, ok: true },
      { line: 9, ok: false, issues: [issue] },
    ]);
  });
});
