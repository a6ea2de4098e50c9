import { parseRecord, type RecordDraft, recordLimits } from "@digital-factors/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextFrom, draftFrom, hasUnknownFormat, systemsFrom } from "./draft-from.ts";

const whole: RecordDraft = {
  format: "digital-factors/1",
  id: "7b1c9f0a-5b1e-4c7e-9d53-0c6a2f1f9a11",
  recordedAt: "2026-01-31T14:05:00.000Z",
  nation: "wales",
  reporter: "safety-officer",
  eventType: "risk",
  part: "main",
  systems: [
    {
      type: "epr",
      functions: ["record-keeping", "unknown"],
      name: "ExampleRecord",
      supplier: "Example Ltd",
      version: "1",
      module: "Ward",
      medicalDevice: "no",
      inHouse: "yes",
      usesAi: "unknown",
      udi: "example",
    },
  ],
  group: "setup",
  factors: ["set-up-wrong"],
  review: { factors: ["default-misled"], involvement: ["4"], reviewedAt: "2026-02-01T10:00:00Z", note: "Seen" },
  involvement: ["4", "5"],
  description: "It showed the wrong ward",
  identifiersKept: 1,
  stillHappening: "yes",
  othersAffected: "no",
  contribution: "suspected",
  harm: { kind: "near-miss", physical: "5", psychological: "4" },
  medicine: { reaction: "no", serious: "no", blackTriangle: "no", defectiveOrFake: "no", ageGroup: "adult" },
  circumstances: ["outage", "after-update"],
  yellowCard: { status: "reported", references: [{ covers: "device", value: "ADR 24016450" }] },
  context: { product: "p", version: "v", module: "m", screen: "s", correlationId: "c", device: "d", lastErrorId: "e" },
};
const versions = { factors: "1.0.0", lfpse: "5" } as const;

describe("draftFrom", () => {
  it("takes every field of a record that parseRecord takes", () => {
    expect(parseRecord({ ...whole, versions })).toEqual({ ok: true, value: { ...whole, versions } });
    expect(draftFrom(whole)).toEqual(whole);
  });

  it("gives only what parseRecord takes, whatever comes in", () => {
    const wrong = fc.oneof(
      fc.anything(),
      fc.constant("x".repeat(recordLimits.descriptionCharacters + 1)),
      fc.array(fc.constant("4")),
    );
    const fields = Object.keys(whole);
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        wrong,
        fc.constantFrom("type", "value", "kind", "reviewedAt", "name"),
        (field, value, inner) => {
          for (const input of [value, { [inner]: value }, [{ [inner]: value, type: "epr" }]]) {
            const draft = draftFrom({ [field]: input });
            const needed = { ...whole, versions, systems: [], factors: [] };
            expect(parseRecord({ ...needed, ...draft }).ok).toBe(true);
          }
        },
      ),
    );
  });

  it("leaves out fields that are not in the format, and never throws", () => {
    for (const input of [undefined, null, 1, "text", [], { other: 1 }]) expect(draftFrom(input)).toEqual({});
    expect(draftFrom({ part: "main", other: 1 })).toEqual({ part: "main" });
    expect(draftFrom({ id: Object.create(null), recordedAt: Object.create(null), part: "main" })).toEqual({
      part: "main",
    });
    const trap = {
      get part(): string {
        throw new Error("not for you");
      },
    };
    expect(draftFrom(trap)).toEqual({});
  });
});

describe("hasUnknownFormat", () => {
  it("tells a record of another format from one of ours, and from what says nothing", () => {
    expect(hasUnknownFormat({ format: "digital-factors/2" })).toBe(true);
    expect(hasUnknownFormat({ format: 1 })).toBe(true);
    for (const input of [whole, {}, null, undefined, 1, "digital-factors/2", []])
      expect(hasUnknownFormat(input)).toBe(false);
    const trap = {
      get format(): string {
        throw new Error("not for you");
      },
    };
    expect(hasUnknownFormat(trap)).toBe(false);
  });
});

describe("systemsFrom", () => {
  it("drops a system whose type is not in the tree", () => {
    expect(systemsFrom([{ type: "epr", name: "A", colour: "red" }, { type: "toaster" }, 7])).toEqual([
      { type: "epr", name: "A" },
    ]);
    expect(systemsFrom("epr")).toEqual([]);
  });
});

describe("contextFrom", () => {
  it("lets nothing through that is not on the allow-list", () => {
    const allowed = Object.keys(whole.context ?? {});
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (context) => {
        for (const key of Object.keys(contextFrom(context))) expect(allowed).toContain(key);
      }),
    );
  });
});
