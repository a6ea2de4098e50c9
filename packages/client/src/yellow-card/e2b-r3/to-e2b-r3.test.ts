import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fullCase, smallestCase } from "./e2b-r3-case.fixtures.ts";
import type { E2bR3Case } from "./e2b-r3-case.ts";
import { messageTime } from "./hl7-time.ts";
import { toE2bR3 } from "./to-e2b-r3.ts";
import { isXmlText } from "./xml-element.ts";

const placesOf = (given: E2bR3Case, record = {}) => {
  const result = toE2bR3(record, given);
  return result.ok ? [] : result.issues.map(({ expression }) => expression);
};
const [reaction] = fullCase.reactions;
const [drug] = fullCase.drugs;
const withReaction = (change: object) => ({ ...smallestCase, reactions: [{ ...reaction, ...change }] }) as E2bR3Case;
const withDrug = (change: object) => ({ ...smallestCase, drugs: [{ ...drug, ...change }] }) as E2bR3Case;

describe("toE2bR3", () => {
  it.each([
    ["batch.number", { ...smallestCase, batch: { ...smallestCase.batch, number: "" } }],
    ["batch.senderId", { ...smallestCase, batch: { ...smallestCase.batch, senderId: "x".repeat(61) } }],
    ["message.receiverId", { ...smallestCase, message: { senderId: "a", receiverId: " " } }],
    ["caseId", { ...smallestCase, caseId: "EXAMPLE" }],
    ["worldwideCaseId", { ...smallestCase, worldwideCaseId: "gb-example-1" }],
    ["createdAt", { ...smallestCase, createdAt: "2026-03-02T09:20" }],
    ["createdAt", { ...smallestCase, createdAt: "2026-13-02T09:20:00Z" }],
    ["receivedOn", { ...smallestCase, receivedOn: "2026-02-30" }],
    ["receivedOn", { ...smallestCase, receivedOn: "2026-03-03" }],
    ["updatedOn", { ...smallestCase, updatedOn: "soon" }],
    ["documents[0]", { ...smallestCase, documents: [""] }],
    ["sender.organisation", { ...smallestCase, sender: { type: "other", organisation: "" } }],
    ["reporter.country", { ...smallestCase, reporter: { country: "gbr" } }],
    ["meddraVersion", { ...smallestCase, meddraVersion: "latest" }],
    ["patient.initials", { ...smallestCase, patient: { initials: "" } }],
    ["patient.initials", { ...smallestCase, patient: { initials: { nullFlavor: "UNK" } } } as unknown as E2bR3Case],
    ["patient.sex", { ...smallestCase, patient: { initials: "A", sex: { nullFlavor: "NI" } } } as unknown as E2bR3Case],
    ["patient.ageYears", { ...smallestCase, patient: { initials: "A", ageYears: 121 } }],
    ["reactions", { ...smallestCase, reactions: [] }],
    ["reactions[0].meddraLltCode", withReaction({ meddraLltCode: "sleepy" })],
    ["reactions[0].reportedAs", withReaction({ reportedAs: "x".repeat(251) })],
    ["reactions[0].startedOn", withReaction({ startedOn: "2026-03-03" })],
    ["reactions[0].outcome", withReaction({ outcome: "better" })],
    ["reactions[0].seriousness", withReaction({ seriousness: ["bad"] })],
    ["drugs", { ...smallestCase, drugs: [{ name: "Examplol", role: "concomitant" }] }],
    ["drugs[0].name", withDrug({ name: "" })],
    ["drugs[0].role", withDrug({ role: "toString" })],
    ["drugs[0].authorisation.country", withDrug({ authorisation: { number: "1", country: "UK1" } })],
    ["narrative", { ...smallestCase, narrative: "a\u0000b" }],
  ] as readonly (readonly [string, E2bR3Case])[])("gives an issue for %s and no XML", (place, given) => {
    expect(placesOf(given)).toEqual([place]);
  });

  it("asks for the criterion where the record calls the reaction serious", () => {
    expect(placesOf(smallestCase, { medicine: { serious: "yes" } })).toEqual(["reactions[0].seriousness"]);
    expect(placesOf(smallestCase, { medicine: { serious: "unknown" } })).toEqual([]);
    expect(placesOf(fullCase, { medicine: { serious: "yes" } })).toEqual([]);
  });

  it("gives issues, and throws nothing, where a caller without types gave something else", () => {
    const places = [
      ...Object.keys(fullCase).map((name) => [name]),
      ...(["batch", "message", "sender", "reporter", "patient"] as const).flatMap((name) =>
        Object.keys({ ...fullCase[name] }).map((field) => [name, field]),
      ),
      ...Object.keys({ ...reaction }).map((field) => ["reactions", "0", field]),
      ...Object.keys({ ...drug }).map((field) => ["drugs", "0", field]),
    ].filter(([name]) => name !== "createId");
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.anything(), (place, odd) => {
        const { createId, ...plain } = fullCase;
        const changed = structuredClone(plain);
        const parent = place.slice(0, -1).reduce<unknown>((each, name) => Reflect.get(Object(each), name), changed);
        Reflect.set(Object(parent), place.at(-1) ?? "", odd);
        const result = toE2bR3({}, changed);
        if (!result.ok) expect(result.issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it("takes a patient as sender, who has no organisation", () => {
    const result = toE2bR3({}, { ...smallestCase, sender: { type: "patient", organisation: "" } });
    expect(result.ok).toBe(true);
  });

  it("gives a whole document or issues, whatever the texts hold, and repeats none of them", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 8, maxLength: 60 }), (words) => {
        const result = toE2bR3(
          { description: words },
          { ...smallestCase, narrative: words, drugs: [{ name: words, role: "suspect" }] },
        );
        expect(result.ok).toBe(isXmlText(words) && words.trim() !== "");
        if (result.ok) expect(result.value.endsWith("</MCCI_IN200100UV01>\n")).toBe(true);
        else expect(result.issues.every(({ message }) => !message.includes(words))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe("isXmlText", () => {
  it.each(["\u0000", "\u0008", "\u000B", "\u001F", "\uFFFE", "\uFFFF", "\uD800", "a\uDC00"])("refuses %j", (value) => {
    expect(isXmlText(value)).toBe(false);
  });

  it.each(["", "\t\n\r", "ŵ", "😀", "\u007F", "\uFFFD"])("takes %j", (value) => {
    expect(isXmlText(value)).toBe(true);
  });
});

describe("messageTime", () => {
  it.each([
    ["2026-03-02T09:20:00Z", "20260302092000+0000"],
    ["2026-03-02T09:20:00.5-03:30", "20260302092000-0330"],
    ["2026-03-02T09:20:00", undefined],
    ["2026-03-02", undefined],
    ["2026-02-31T25:00:00Z", undefined],
  ])("writes %s as %s", (instant, expected) => {
    expect(messageTime(instant)).toBe(expected);
  });
});
