import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doseFaultRecord } from "../record/record.fixtures.ts";
import { applyToAdverseEvent } from "./adverse-event/apply.ts";
import { vendorIncident } from "./adverse-event.fixtures.ts";
import { lfpse5 } from "./lfpse-profile.ts";
import { validateAdverseEvent } from "./validate.ts";

const valid = applyToAdverseEvent(vendorIncident, doseFaultRecord).resource;
type Mutable = Record<string, unknown>;

/** A deep copy of the valid event with one fault put in. */
function broken(change: (event: Mutable) => void): unknown {
  const copy = structuredClone(valid) as unknown as Mutable;
  change(copy);
  return copy;
}
const inner = (event: Mutable, id: string) =>
  (event.extension as { url: string; extension: Record<string, unknown>[] }[]).find(({ url }) =>
    url.endsWith(`/${id}-5`),
  )?.extension ?? [];
const set = (event: Mutable, path: string, value: unknown) => Object.assign(event, { [path]: value });

describe("validateAdverseEvent", () => {
  it("finds nothing wrong with a whole valid event", () => {
    expect(validateAdverseEvent(valid)).toEqual([]);
  });

  it.each<[string, (event: Mutable) => void, string, string]>([
    [
      "another resource",
      (event) => set(event, "resourceType", "Observation"),
      "structure",
      "AdverseEvent.resourceType",
    ],
    ["no profile", (event) => set(event, "meta", {}), "value", "AdverseEvent.meta.profile"],
    [
      "a profile of another version",
      (event) => set(event, "meta", { profile: ["https://example.org/patient-safety-adverse-event-4"] }),
      "value",
      "AdverseEvent.meta.profile",
    ],
    [
      "a category that FHIR does not have",
      (event) => set(event, "category", "XX"),
      "code-invalid",
      "AdverseEvent.category",
    ],
    ["no event type", (event) => set(event, "type", undefined), "required", "AdverseEvent.type.coding"],
    [
      "a number for the event type",
      (event) => set(event, "type", { coding: [{ code: 1 }] }),
      "required",
      "AdverseEvent.type.coding",
    ],
    ["a description that is a list", (event) => set(event, "description", []), "structure", "AdverseEvent.description"],
    ["a date the wrong way round", (event) => set(event, "date", "11/03/2026"), "value", "AdverseEvent.date"],
    [
      "an agent code that is not there",
      (event) => Object.assign(inner(event, "adverse-event-agent")[0] ?? {}, { valueCode: "99" }),
      "code-invalid",
      "AdverseEvent.extension[0].extension[0].valueCode",
    ],
    [
      "a number for a code",
      (event) => Object.assign(inner(event, "adverse-event-agent")[0] ?? {}, { valueCode: 9 }),
      "structure",
      "AdverseEvent.extension[0].extension[0].valueCode",
    ],
    [
      "a prototype name for a code",
      (event) => Object.assign(inner(event, "adverse-event-agent")[0] ?? {}, { valueCode: "constructor" }),
      "code-invalid",
      "AdverseEvent.extension[0].extension[0].valueCode",
    ],
    [
      "no agent at all",
      (event) => inner(event, "adverse-event-agent").splice(0, 3),
      "required",
      "AdverseEvent.extension[0].extension('InvolvedAgents')",
    ],
    [
      "two references",
      (event) => inner(event, "adverse-event-agent").push({ url: "YellowCardReference", valueString: "ADR 1" }),
      "invariant",
      "AdverseEvent.extension[0].extension('YellowCardReference')",
    ],
    [
      "an element of another extension",
      (event) => inner(event, "adverse-event-agent").push({ url: "Gender", valueCode: "2" }),
      "structure",
      "AdverseEvent.extension[0].extension[4].url",
    ],
    [
      "a time without seconds",
      (event) => Object.assign(inner(event, "adverse-event-estimated-date")[2] ?? {}, { valueTime: "14:05" }),
      "structure",
      "AdverseEvent.extension[2].extension[2].valueTime",
    ],
    [
      "a value of the wrong kind",
      (event) =>
        inner(event, "adverse-event-problem-it-systems").splice(0, 1, {
          url: "ITSystemsInvolvementFactors",
          valueString: "4",
        }),
      "structure",
      "AdverseEvent.extension[5].extension[0].valueCode",
    ],
    [
      "the same extension twice",
      (event) =>
        (event.extension as unknown[]).push({
          url: `${lfpse5.canonicalBase}StructureDefinition/adverse-event-process-5`,
          extension: [{ url: "Process", valueCode: "6" }],
        }),
      "invariant",
      "AdverseEvent.extension('adverse-event-process-5')",
    ],
    [
      "an extension without its list",
      (event) => Object.assign((event.extension as object[])[0] ?? {}, { extension: undefined }),
      "structure",
      "AdverseEvent.extension[0].extension",
    ],
    ["extensions that are no list", (event) => set(event, "extension", {}), "structure", "AdverseEvent.extension"],
    [
      "a subject that is not contained",
      (event) => set(event, "subject", { reference: "#nobody" }),
      "invariant",
      "AdverseEvent.subject.reference",
    ],
    [
      "a contained resource without an id",
      (event) => Object.assign((event.contained as object[])[3] ?? {}, { id: undefined }),
      "required",
      "AdverseEvent.contained[3].id",
    ],
    [
      "a contained resource of another kind",
      (event) => (event.contained as unknown[]).push({ resourceType: "Observation", id: "o" }),
      "structure",
      "AdverseEvent.contained[4].resourceType",
    ],
    [
      "a practitioner without details",
      (event) => Object.assign((event.contained as object[])[1] ?? {}, { extension: [] }),
      "required",
      "AdverseEvent.contained[1].extension('practitioner-details-5')",
    ],
    [
      "a harm code of the other scale",
      (event) =>
        Object.assign(
          (event.contained as { extension: { extension: object[] }[] }[])[0]?.extension[0]?.extension[4] ?? {},
          { valueCode: "5" },
        ),
      "code-invalid",
      "AdverseEvent.contained[0].extension[0].extension[4].valueCode",
    ],
  ])("finds %s, at its place", (_, change, code, expression) => {
    const errors = validateAdverseEvent(broken(change)).filter(({ severity }) => severity === "error");
    expect(errors[0]).toMatchObject({ code, expression });
  });

  it("warns of an extension that is not in the profile, and refuses nothing for it", () => {
    const event = broken((copy) =>
      (copy.extension as unknown[]).push({ url: "https://example.org/own", valueString: "x" }),
    );
    expect(validateAdverseEvent(event)).toMatchObject([{ severity: "warning", rule: "unknown-extension" }]);
  });

  it("leads from an element to the question it comes from", () => {
    const event = broken((copy) =>
      inner(copy, "adverse-event-problem-it-systems").push({ url: "ITSystemsInvolvementFactors", valueCode: "8" }),
    );
    expect(validateAdverseEvent(event)).toMatchObject([{ linkId: "involvement" }]);
  });

  it("tells first what is there too seldom or too often, then what is wrong in each place, outer before inner", () => {
    const event = broken((copy) => {
      const agent = inner(copy, "adverse-event-agent");
      agent.push({ url: "YellowCardReference", valueString: "ADR 1" }, { url: "Gender" });
      Object.assign(agent[0] ?? {}, { valueCode: "999" });
      (copy.extension as unknown[]).push(structuredClone((copy.extension as unknown[])[1]));
      (copy.extension as unknown[]).push(null);
      set(copy, "subject", { reference: "patient1" });
    });
    expect(validateAdverseEvent(event).map(({ code, expression }) => `${code} ${expression}`)).toEqual([
      "invariant AdverseEvent.extension('adverse-event-safety-challenges-5')",
      "invariant AdverseEvent.extension[0].extension('YellowCardReference')",
      "code-invalid AdverseEvent.extension[0].extension[0].valueCode",
      "structure AdverseEvent.extension[0].extension[5].url",
      "structure AdverseEvent.extension[7]",
      "invariant AdverseEvent.subject.reference",
    ]);
  });

  it("reports every one of very many faults", () => {
    const event = broken((copy) =>
      set(
        copy,
        "extension",
        Array.from({ length: 130_000 }, () => null),
      ),
    );
    expect(validateAdverseEvent(event).length).toBe(130_000);
  });

  it("never throws, and never repeats a value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Array.isArray(validateAdverseEvent(value))).toBe(true);
      }),
    );
    const event = broken((copy) => {
      set(copy, "date", "Zebediah");
      set(copy, "category", "Zebediah");
      inner(copy, "adverse-event-agent").push({ url: "Zebediah", valueCode: "Zebediah" });
    });
    expect(JSON.stringify(validateAdverseEvent(event))).not.toContain("Zebediah");
  });
});

describe("the v5 taxonomy", () => {
  it("is whole: profiles, elements, code systems and codes as published", async () => {
    const source = JSON.parse(await readFile(new URL("../../data/lfpse-5.json", import.meta.url), "utf8"));
    expect(lfpse5.definitions).toHaveLength(31);
    const extensionElements = lfpse5.definitions.flatMap(({ elements }) => elements).length;
    const slices = lfpse5.definitions.filter(({ attachedTo }) => attachedTo !== undefined).length;
    expect(extensionElements + slices).toBe(172);
    expect(Object.keys(source.codeSystems)).toHaveLength(76);
    expect(Object.values(lfpse5.codes).flatMap((system) => Object.keys(system))).toHaveLength(735);
  });

  it("accepts every published code and no other", () => {
    for (const { elements } of lfpse5.definitions) {
      for (const [, , , type, valueSet] of elements) {
        if (type === "code") expect(valueSet).toBeDefined();
        if (valueSet !== undefined && valueSet !== "ods-codes-5")
          expect(Object.keys(lfpse5.codes[valueSet] ?? {}).length).toBeGreaterThan(0);
      }
    }
    const withAgent = (valueCode: string) =>
      validateAdverseEvent(
        broken((copy) => inner(copy, "adverse-event-agent").splice(0, 4, { url: "InvolvedAgents", valueCode })),
      );
    for (let code = 0; code < 120; code += 1) {
      expect(withAgent(String(code)).length === 0).toBe(
        Object.hasOwn(lfpse5.codes["agent-type-5"] ?? {}, String(code)),
      );
    }
  });
});
