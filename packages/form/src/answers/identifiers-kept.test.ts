import { parseRecord } from "@digital-factors/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAnswers, withRecord } from "./answers.ts";
import { distinctIdentifiers, freeTextOf, openIdentifiers } from "./identifiers-kept.ts";
import { recordOf } from "./record-of.ts";

/** Synthetic: 999 numbers are never given to a person, and example.org belongs to nobody. */
const pieces = ["999 000 0018", "ward@example.org", "ZZ99 3WZ", "11/11/1911"];

function recordWith(answers: typeof noAnswers) {
  return recordOf(answers, {
    id: "7b1c9f0a-5b1e-4c7e-9d53-0c6a2f1f9a11",
    recordedAt: "2026-01-31T14:05:00Z",
    lfpse: "5",
    context: {},
    draft: { part: "main", ...answers.draft },
    isVisible: () => true,
  });
}

describe("openIdentifiers", () => {
  it("reads the description and a typed name of a system, and nothing from a list", () => {
    const draft = {
      description: "Seen 999 000 0018",
      systems: [{ type: "other-system" as const, name: "Bleep ward@example.org" }],
    };
    expect(openIdentifiers({ ...noAnswers, draft }, "description").map(({ found }) => found)).toEqual(["999 000 0018"]);
    expect(openIdentifiers({ ...noAnswers, draft }, "system").map(({ kind }) => kind)).toEqual(["email"]);
    expect(freeTextOf({ systems: [{ type: "epr", name: "ward@example.org" }] }, "system")).toBe("");
    expect(freeTextOf({}, "system")).toBe("");
  });

  it("leaves out what was kept", () => {
    const answers = { ...noAnswers, draft: { description: "999 000 0018 and ZZ99 3WZ" }, kept: ["999 000 0018"] };
    expect(openIdentifiers(answers, "description").map(({ found }) => found)).toEqual(["ZZ99 3WZ"]);
  });
});

describe("identifiersKept of the record", () => {
  it("counts the different pieces that were kept and are still there, and nothing else", () => {
    const some = fc.subarray(pieces);
    fc.assert(
      fc.property(some, some, some, (inText, inName, kept) => {
        const record = recordWith({
          ...noAnswers,
          kept,
          draft: { description: inText.join(", "), systems: [{ type: "other-system", name: inName.join(", ") }] },
        });
        const expected = kept.filter((piece) => inText.includes(piece) || inName.includes(piece)).length;
        expect(record.identifiersKept ?? 0).toBe(expected);
        expect("identifiersKept" in record).toBe(expected > 0);
        expect(parseRecord(record)).toEqual({ ok: true, value: record });
      }),
    );
  });

  it("stays when the record is brought back, and is asked about again when it does not fit the texts", () => {
    const description = pieces.join(", ");
    expect(distinctIdentifiers(description, pieces[0] ?? "")).toHaveLength(pieces.length);
    const whole = withRecord(noAnswers, { part: "main", description, identifiersKept: pieces.length });
    expect(openIdentifiers(whole, "description")).toEqual([]);
    expect(recordWith(whole).identifiersKept).toBe(pieces.length);
    const other = withRecord(noAnswers, { part: "main", description, identifiersKept: 1 });
    expect(openIdentifiers(other, "description")).toHaveLength(pieces.length);
    expect(recordWith(other).identifiersKept).toBe(undefined);
  });
});
