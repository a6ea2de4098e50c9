import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyRecord, doseFaultRecord } from "../../record/record.fixtures.ts";
import type { DigitalFactorsRecord } from "../../record/record.ts";
import { vendorIncident, vendorIncident4 } from "../adverse-event.fixtures.ts";
import type { AdverseEvent, Extension } from "../fhir-stu3.ts";
import { lfpse5 } from "../lfpse-profile.ts";
import { validateAdverseEvent } from "../validate.ts";
import { lfpse4 } from "../versions/lfpse-4.ts";
import { applyToAdverseEvent } from "./apply.ts";
import { toMinimalAdverseEvent } from "./minimal.ts";

const definition = (id: string) => `${lfpse5.canonicalBase}StructureDefinition/${id}-5`;
const innerOf = (resource: AdverseEvent, id: string): readonly Extension[] =>
  resource.extension?.find(({ url }) => url === definition(id))?.extension ?? [];
const codes = (inner: readonly Extension[], url: string) =>
  inner.filter((each) => each.url === url).map(({ valueCode }) => valueCode);

/** What the digital part may touch; all else must come out as it went in. */
const ours = ["adverse-event-agent", "adverse-event-problem-it-systems", "adverse-event-risk-details"].map(definition);
const rest = (resource: AdverseEvent) => {
  const { contained, suspectEntity, extension, ...base } = resource;
  return {
    base,
    contained: contained?.filter(({ resourceType }) => resourceType !== "Device"),
    extension: extension?.filter(({ url }) => !ours.includes(url)),
  };
};

describe("applyToAdverseEvent", () => {
  it("writes agent, factors, words, reference and device of a dose fault", () => {
    const { resource } = applyToAdverseEvent(vendorIncident, doseFaultRecord);
    expect(innerOf(resource, "adverse-event-agent")).toEqual([
      { url: "InvolvedAgents", valueCode: "4" },
      { url: "InvolvedAgents", valueCode: "9" },
      { url: "InvolvedAgents", valueCode: "3" },
      { url: "YellowCardReference", valueString: "ADR 24016450" },
    ]);
    expect(innerOf(resource, "adverse-event-problem-it-systems")).toEqual([
      { url: "ITSystemsInvolvementFactors", valueCode: "4" },
      {
        url: "ProblemDescriptionSystemsSoftware",
        valueString:
          "System: ExampleMeds, version 4.2, supplier Example Supplier Ltd. Dose, score or calculation was wrong. The weight-based dose came out ten times too high. Still happening. Other patients could be affected.",
      },
    ]);
    expect(resource.contained?.at(-1)).toEqual({
      resourceType: "Device",
      id: "digital-device1",
      extension: [
        { url: definition("adverse-event-device-details"), extension: [{ url: "DeviceType", valueCode: "100" }] },
      ],
    });
    expect(resource.suspectEntity).toEqual([{ instance: { reference: "#digital-device1" } }]);
    expect(validateAdverseEvent(resource)).toEqual([]);
  });

  it("touches nothing else of the vendor's, is valid, and is the same when applied twice", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const before = structuredClone(vendorIncident);
        const { resource } = applyToAdverseEvent(vendorIncident, record);
        expect(vendorIncident).toEqual(before);
        expect(rest(resource)).toEqual(rest(vendorIncident));
        expect(validateAdverseEvent(resource)).toEqual([]);
        expect(applyToAdverseEvent(resource, record).resource).toEqual(resource);
      }),
      { numRuns: 2000 },
    );
  });

  it("prefers the codes the reporter confirmed over those derived from the factors", () => {
    const { resource } = applyToAdverseEvent(vendorIncident, { ...doseFaultRecord, involvement: ["5"] });
    expect(codes(innerOf(resource, "adverse-event-problem-it-systems"), "ITSystemsInvolvementFactors")).toEqual(["5"]);
  });

  it("says nothing digital of an event in which digital played no part, or nobody knows", () => {
    for (const part of ["none", "unknown"] as const) {
      const record: DigitalFactorsRecord = {
        ...doseFaultRecord,
        part,
        yellowCard: { status: "unknown", references: [] },
      };
      expect(applyToAdverseEvent(vendorIncident, record).resource).toEqual(vendorIncident);
    }
  });

  it("gives a risk its theme, and leaves imminence unknown unless the vendor said", () => {
    const risk: DigitalFactorsRecord = { ...doseFaultRecord, eventType: "risk" };
    expect(innerOf(applyToAdverseEvent(vendorIncident, risk).resource, "adverse-event-risk-details")).toEqual([
      { url: "RiskTheme", valueCode: "6" },
      { url: "RiskImminent", valueCode: "u" },
    ]);
    const told = {
      ...vendorIncident,
      extension: [
        { url: definition("adverse-event-risk-details"), extension: [{ url: "RiskImminent", valueCode: "y" }] },
      ],
    };
    expect(
      codes(innerOf(applyToAdverseEvent(told, risk).resource, "adverse-event-risk-details"), "RiskImminent"),
    ).toEqual(["y"]);
  });

  it("puts the sentence into the main description only when asked to", () => {
    expect(applyToAdverseEvent(vendorIncident, doseFaultRecord).resource.description).toBe(vendorIncident.description);
    const { resource } = applyToAdverseEvent(vendorIncident, doseFaultRecord, { describeInMain: true });
    expect(resource.description).toContain("Dose, score or calculation was wrong.");
    expect(resource.description?.startsWith(vendorIncident.description ?? "")).toBe(true);
  });

  it("writes a Yellow Card reference only beside what was involved, and says where it could not", () => {
    const record: DigitalFactorsRecord = { ...doseFaultRecord, part: "none" };
    const minimal = toMinimalAdverseEvent(record);
    if (!minimal.ok) throw new Error("an incident has a known code");
    const { resource, lost } = applyToAdverseEvent(minimal.value, record);
    expect(validateAdverseEvent(resource)).toEqual([]);
    expect(JSON.stringify(resource)).not.toContain("ADR 24016450");
    expect(lost.at(-1)).toMatchObject({ expression: "yellowCard.references" });
    expect(JSON.stringify(applyToAdverseEvent(vendorIncident, record).resource)).toContain("ADR 24016450");
  });

  it("says what LFPSE has no place for, without the answers", () => {
    const { lost } = applyToAdverseEvent(vendorIncident, {
      ...doseFaultRecord,
      circumstances: ["outage"],
      context: { screen: "Chart" },
      yellowCard: {
        status: "reported",
        references: [
          { covers: "device", value: "ADR 1" },
          { covers: "medicine", value: "ADR 2" },
        ],
      },
    });
    expect(lost.map(({ expression }) => expression)).toEqual([
      "nation",
      "reporter",
      "part",
      "systems",
      "group",
      "factors",
      "involvement",
      "description",
      "stillHappening",
      "othersAffected",
      "harm",
      "medicine",
      "circumstances",
      "yellowCard.references",
      "yellowCard.references.covers",
      "context",
    ]);
    expect(JSON.stringify(lost)).not.toMatch(/ExampleMeds|ADR|Chart|outage/);
  });
});

describe("applyToAdverseEvent in v4", () => {
  const options = { profile: lfpse4 };
  const definition4 = (id: string) => `${lfpse4.canonicalBase}StructureDefinition/${id}-4`;
  const inner4 = (resource: AdverseEvent, id: string) =>
    resource.extension?.find(({ url }) => url === definition4(id))?.extension ?? [];
  const ours4 = ["adverse-event-agent", "adverse-event-problem", "adverse-event-risk-details"].map(definition4);
  const rest4 = ({ contained, suspectEntity, extension, ...base }: AdverseEvent) => ({
    base,
    contained: contained?.filter(({ resourceType }) => resourceType !== "Device"),
    extension: extension?.filter(({ url }) => !ours4.includes(url)),
  });

  it("writes the two IT elements into the one problem extension, with agent 9 and device type 57", () => {
    const { resource } = applyToAdverseEvent(vendorIncident4, doseFaultRecord, options);
    expect(inner4(resource, "adverse-event-agent")).toEqual([
      { url: "InvolvedAgents", valueCode: "4" },
      { url: "InvolvedAgents", valueCode: "9" },
      { url: "InvolvedAgents", valueCode: "3" },
    ]);
    expect(inner4(resource, "adverse-event-problem").map(({ url }) => url)).toEqual([
      "ITSystemsInvolvementFactors",
      "ProblemDescriptionSystemsSoftware",
    ]);
    expect(resource.contained?.at(-1)).toMatchObject({
      resourceType: "Device",
      extension: [
        {
          url: definition4("adverse-event-device-details"),
          extension: [{ url: "DeviceType", valueCode: "57" }],
        },
      ],
    });
    expect(validateAdverseEvent(resource, lfpse4)).toEqual([]);
  });

  it("returns the Yellow Card reference and the device type as lost, and writes neither", () => {
    const { resource, lost } = applyToAdverseEvent(vendorIncident4, doseFaultRecord, {
      ...options,
      deviceType: "100",
    });
    expect(lost.map(({ expression }) => expression)).toEqual([
      "nation",
      "reporter",
      "part",
      "systems",
      "systems.medicalDevice",
      "group",
      "factors",
      "involvement",
      "description",
      "stillHappening",
      "othersAffected",
      "harm",
      "medicine",
      "yellowCard.references",
      "yellowCard.status",
    ]);
    expect(lost.every(({ reason }) => !reason.includes("v5"))).toBe(true);
    expect(JSON.stringify(resource)).not.toContain("ADR 24016450");
  });

  it("touches nothing else of the vendor's, is valid, and is the same when applied twice", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const { resource, lost } = applyToAdverseEvent(vendorIncident4, record, options);
        expect(rest4(resource)).toEqual(rest4(vendorIncident4));
        expect(validateAdverseEvent(resource, lfpse4)).toEqual([]);
        expect(applyToAdverseEvent(resource, record, options).resource).toEqual(resource);
        expect(lost.some(({ expression }) => expression === "yellowCard.references")).toBe(
          record.yellowCard.references.length > 0,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it("gives a risk the description that v4 asks for, and says when there is none to give", () => {
    const risk: DigitalFactorsRecord = { ...doseFaultRecord, eventType: "risk" };
    const { resource } = applyToAdverseEvent(vendorIncident4, risk, options);
    expect(inner4(resource, "adverse-event-risk-details").map(({ url }) => url)).toEqual([
      "RiskDescription",
      "RiskTheme",
      "RiskImminent",
    ]);
    const bare = applyToAdverseEvent(
      vendorIncident4,
      { ...risk, description: "", systems: [], factors: [], stillHappening: "unknown", othersAffected: "unknown" },
      options,
    );
    expect(inner4(bare.resource, "adverse-event-risk-details")).toEqual([]);
    expect(bare.lost.at(-1)).toMatchObject({ expression: "eventType" });
  });
});

describe("toMinimalAdverseEvent", () => {
  it("makes a valid event of a record alone", () => {
    const minimal = toMinimalAdverseEvent(doseFaultRecord);
    expect(minimal).toMatchObject({ ok: true, value: { date: "2026-03-11", type: { coding: [{ code: "1" }] } } });
    if (minimal.ok)
      expect(validateAdverseEvent(applyToAdverseEvent(minimal.value, doseFaultRecord).resource)).toEqual([]);
  });

  it("makes a valid event in v4, and none in v6", () => {
    const minimal = toMinimalAdverseEvent(doseFaultRecord, { profile: lfpse4 });
    expect(minimal.ok && validateAdverseEvent(minimal.value, lfpse4)).toEqual([]);
    expect(toMinimalAdverseEvent(doseFaultRecord, { profile: { ...lfpse5, version: "6" } })).toMatchObject({
      ok: false,
      issues: [{ code: "not-supported", rule: "base-resource" }],
    });
  });

  it("invents no code for outcome and risk, and takes one that is configured", () => {
    const risk: DigitalFactorsRecord = { ...doseFaultRecord, eventType: "risk" };
    expect(toMinimalAdverseEvent(risk)).toMatchObject({
      ok: false,
      issues: [{ code: "not-supported", expression: "eventType" }],
    });
    const profile = { ...lfpse5, eventTypeCodes: { ...lfpse5.eventTypeCodes, risk: "told-by-nhs-england" } };
    expect(toMinimalAdverseEvent(risk, { profile })).toMatchObject({
      ok: true,
      value: { type: { coding: [{ code: "told-by-nhs-england" }] } },
    });
  });
});
