import { describe, expect, it } from "vitest";
import { type LfpseProfile, lfpse5 } from "../lfpse-profile.ts";
import { compareTaxonomies, type TaxonomyDifference } from "./compare-taxonomies.ts";
import { lfpse4 } from "./lfpse-4.ts";

type Kind = TaxonomyDifference["kind"];
function ofKind<K extends Kind>(kind: K) {
  const differences = compareTaxonomies(lfpse4, lfpse5);
  return differences.filter((each): each is Extract<TaxonomyDifference, { kind: K }> => each.kind === kind);
}
const codesOf = (kind: "code-added" | "code-removed", valueSet: string) =>
  ofKind(kind)
    .filter((each) => each.valueSet === valueSet)
    .map(({ code }) => code);
const elementsOf = (kind: "element-added" | "element-removed", profile: string) =>
  ofKind(kind)
    .filter((each) => each.profile === profile)
    .map(({ element }) => element);

describe("compareTaxonomies", () => {
  it("finds no difference between a taxonomy and itself", () => {
    expect(compareTaxonomies(lfpse4, lfpse4)).toEqual([]);
    expect(compareTaxonomies(lfpse5, lfpse5)).toEqual([]);
  });

  it("names the profiles that v5 brought and dropped", () => {
    expect(ofKind("profile-removed").map(({ profile }) => profile)).toEqual([
      "adverse-event-problem",
      "adverse-event-initial-event-assessment",
    ]);
    expect(ofKind("profile-added").map(({ profile }) => profile)).toEqual([
      "adverse-event-governance",
      ...["buildings-infrastructure", "estates-services", "blood", "blood-products", "medication"].map(
        (problem) => `adverse-event-problem-${problem}`,
      ),
      ...["people", "devices", "tissues-organs", "it-systems"].map((problem) => `adverse-event-problem-${problem}`),
    ]);
  });

  it("names the elements that moved, came and went", () => {
    expect(elementsOf("element-removed", "patient-information")).toEqual(["AgeAtTimeOfIncident", "AgeYears"]);
    expect(elementsOf("element-added", "patient-information")).toEqual([
      "AgeAtTimeOfIncidentDays",
      "AgeBracket",
      "PatientEthnicity",
    ]);
    expect(elementsOf("element-added", "adverse-event-agent")).toEqual(
      expect.arrayContaining(["SabreReportNumber", "ShotReportNumber", "NhsbtReportNumber", "YellowCardReference"]),
    );
    expect(elementsOf("element-removed", "detection-factors")).toEqual(["DetectionFactors"]);
    expect(elementsOf("element-removed", "adverse-event-classification")).toEqual(["DutyOfCandour"]);
    expect(elementsOf("element-added", "adverse-event-classification")).toEqual(["PatientSafetyIncidentHasOccurred"]);
    expect(ofKind("element-changed")).toContainEqual({
      kind: "element-changed",
      profile: "adverse-event-risk-details",
      element: "RiskDescription",
      property: "min",
      from: 1,
      to: 0,
    });
  });

  it("names the codes that were added and removed", () => {
    expect(codesOf("code-added", "safety-challenges")).toEqual(["7"]);
    expect(codesOf("code-added", "incident-location")).toEqual(["10", "11", "12"]);
    expect(codesOf("code-removed", "service-type")).toEqual(["2", "5"]);
    expect(codesOf("code-added", "service-type")).toEqual(["16", "17", "18", "19"]);
    expect(codesOf("code-removed", "outcome-type")).toEqual(["15"]);
    expect(codesOf("code-removed", "yellow-card-criteria")).toEqual(["8"]);
    const sizeOf = (profile: LfpseProfile, id: string) => Object.keys(profile.codes[id] ?? {}).length;
    expect([sizeOf(lfpse4, "specialty-4"), sizeOf(lfpse5, "specialty-5")]).toEqual([101, 202]);
    expect([sizeOf(lfpse4, "device-type-4"), sizeOf(lfpse5, "device-type-5")]).toEqual([88, 93]);
    expect(codesOf("code-added", "specialty").length - codesOf("code-removed", "specialty").length).toBe(101);
    expect(codesOf("code-added", "device-type").length - codesOf("code-removed", "device-type").length).toBe(5);
  });

  it("names the codes that kept their number and changed their text", () => {
    expect(ofKind("code-renamed")).toContainEqual({
      kind: "code-renamed",
      valueSet: "device-type",
      code: "57",
      from: "IT systems and software",
      to: "IT systems",
    });
    expect(ofKind("code-renamed").filter(({ valueSet }) => valueSet === "specialty")).toHaveLength(13);
  });

  it("tells v4 from v5 completely: what it says turns one into the other", () => {
    const added = ofKind("code-added").length;
    const removed = ofKind("code-removed").length;
    expect(590 + added - removed).toBe(735);
    const valueSets = ofKind("value-set-added").length - ofKind("value-set-removed").length;
    expect(70 + valueSets).toBe(75);
    const profiles = ofKind("profile-added").length - ofKind("profile-removed").length;
    expect(23 + profiles).toBe(31);
  });

  it("is the same backwards, with added and removed the other way round", () => {
    const opposite = (kind: Kind) =>
      kind.replace(/added|removed/, (word) => (word === "added" ? "removed" : "added")) as Kind;
    const kinds = (differences: TaxonomyDifference[]) => differences.map(({ kind }) => kind).sort();
    const forwards = compareTaxonomies(lfpse4, lfpse5).map((each) => ({ ...each, kind: opposite(each.kind) }));
    expect(kinds(compareTaxonomies(lfpse5, lfpse4))).toEqual(forwards.map(({ kind }) => kind).sort());
  });

  it.each<[string, (profile: LfpseProfile) => LfpseProfile, TaxonomyDifference]>([
    [
      "another base",
      (profile) => ({ ...profile, canonicalBase: "https://example.org/" }),
      { kind: "canonical-base-changed", from: lfpse5.canonicalBase, to: "https://example.org/" },
    ],
    [
      "an event type that became known",
      (profile) => ({ ...profile, eventTypeCodes: { ...profile.eventTypeCodes, risk: "x" } }),
      { kind: "event-type-changed", eventType: "risk", from: undefined, to: "x" },
    ],
    [
      "another type and value set of an element",
      (profile) => ({
        ...profile,
        definitions: profile.definitions.map((each) =>
          each.id === "adverse-event-process-5" ? { ...each, elements: [["Process", 1, 1, "string"]] } : each,
        ),
      }),
      {
        kind: "element-changed",
        profile: "adverse-event-process",
        element: "Process",
        property: "valueSet",
        from: "healthcare-process",
        to: undefined,
      },
    ],
    [
      "another number of patients",
      (profile) => ({
        ...profile,
        definitions: profile.definitions.map((each) =>
          each.id === "patient-information-5" ? { ...each, max: 10 } : each,
        ),
      }),
      { kind: "profile-changed", profile: "patient-information", property: "max", from: 100, to: 10 },
    ],
  ])("names %s", (_, change, difference) => {
    expect(compareTaxonomies(lfpse5, change(lfpse5))).toContainEqual(difference);
  });
});
