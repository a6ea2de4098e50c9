import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { AgentTypeCode } from "../generated/codes/lfpse-5/agent-type.ts";
import { parseSafetyEvent } from "./parse-safety-event.ts";
import type { SafetyEvent, SafetyEventPatient } from "./safety-event.ts";

const issuesOf = (input: unknown) => {
  const parsed = parseSafetyEvent(input);
  return parsed.ok ? [] : parsed.issues;
};
const eventOf = (input: unknown) => {
  const parsed = parseSafetyEvent(input);
  return parsed.ok ? parsed.value : undefined;
};

describe("the type of an event", () => {
  it("knows the codes of each list, and how often an element may be there", () => {
    expectTypeOf<NonNullable<SafetyEvent["agent"]>["involvedAgents"]>().toEqualTypeOf<AgentTypeCode[]>();
    expectTypeOf<SafetyEventPatient["physicalHarm"]>().toEqualTypeOf<"1" | "2" | "3" | "4" | "5" | undefined>();
    expectTypeOf<NonNullable<SafetyEvent["referenceMetadata"]>["dataSharingOptOut"]>().toEqualTypeOf<boolean>();
    expectTypeOf<SafetyEvent["patients"]>().toEqualTypeOf<SafetyEventPatient[]>();
  });
});

describe("parseSafetyEvent", () => {
  it("fills in what an event has none of", () => {
    expect(eventOf({ eventType: "good-care" })).toEqual({
      eventType: "good-care",
      patients: [],
      medications: [],
      devices: [],
    });
  });

  it("leaves empty answers out, as a form gives them", () => {
    const given = {
      eventType: "incident",
      description: "  ",
      date: undefined,
      outcome: { immediateActions: "", outcomeType: [] },
      agent: { involvedAgents: ["9"], drugsInvolved: [], yellowCardReference: "" },
      location: {},
      patients: [{ gender: "", physicalHarm: "5" }],
    };
    expect(eventOf(given)).toEqual({
      eventType: "incident",
      agent: { involvedAgents: ["9"] },
      patients: [{ physicalHarm: "5", patientSequence: 1 }],
      medications: [],
      devices: [],
    });
  });

  it("numbers patients that have no number, and keeps the numbers of those that have", () => {
    const numbers = (...given: (number | undefined)[]) =>
      eventOf({
        eventType: "incident",
        patients: given.map((patientSequence) => ({ gender: "1", patientSequence })),
      })?.patients.map(({ patientSequence }) => patientSequence);
    expect(numbers(undefined, undefined)).toEqual([1, 2]);
    expect(numbers(2, undefined, undefined, 1)).toEqual([2, 3, 4, 1]);
    expect(
      issuesOf({ eventType: "incident", patients: [{ patientSequence: 7 }, { patientSequence: 7 }] }),
    ).toMatchObject([{ code: "invariant", rule: "no-repeats", expression: "patients[1].patientSequence" }]);
  });

  it("gives words for Other their code, where an element takes one", () => {
    const practitioner = { reporterRoleOther: "Hospital pilot", reporterTypeOther: "Visitor" };
    expect(eventOf({ eventType: "incident", practitioner })?.practitioner).toEqual({
      ...practitioner,
      reporterRole: "9",
      reporterType: "5",
    });
    const stated = { reporterRole: "5", reporterRoleOther: "Hospital pilot" };
    expect(eventOf({ eventType: "incident", practitioner: stated })?.practitioner).toEqual(stated);
  });

  it.each<[string, unknown, object]>([
    ["no object", 7, { code: "structure" }],
    ["no event type", {}, { code: "required", expression: "eventType" }],
    ["another event type", { eventType: "near-miss" }, { code: "code-invalid", expression: "eventType" }],
    [
      "a code that is not listed",
      { eventType: "risk", agent: { involvedAgents: ["9", "99"] } },
      { code: "code-invalid", valueSet: "agent-type-5", expression: "agent.involvedAgents[1]", linkId: "part" },
    ],
    [
      "an extension without what it requires",
      { eventType: "risk", riskDetails: { riskTheme: ["6"] } },
      { code: "required", expression: "riskDetails.riskImminent" },
    ],
    [
      "too many answers",
      { eventType: "risk", problemItSystems: { itSystemsInvolvementFactors: Array.from({ length: 11 }, () => "4") } },
      { code: "invariant", rule: "max-items", expression: "problemItSystems.itSystemsInvolvementFactors" },
    ],
    [
      "too many patients",
      { eventType: "incident", patients: Array.from({ length: 101 }, () => ({ gender: "1" })) },
      { code: "invariant", rule: "max-items", expression: "patients" },
    ],
    [
      "an age between the steps",
      { eventType: "incident", patients: [{ ageAtTimeOfIncidentDays: 45 }] },
      { code: "value", rule: "age-in-days", expression: "patients[0].ageAtTimeOfIncidentDays" },
    ],
    [
      "a code of the ODS with a space at its end",
      { eventType: "incident", location: { organisation: ["Z01 "] } },
      { code: "value", rule: "fhir-code", expression: "location.organisation[0]" },
    ],
    [
      "a day that no calendar has",
      { eventType: "incident", estimatedDate: { todaysDate: "2026-02-30" } },
      { code: "value", rule: "fhir-date", expression: "estimatedDate.todaysDate" },
    ],
    [
      "a time without seconds",
      { eventType: "incident", estimatedDate: { preciseTime: "14:05" } },
      { code: "value", rule: "fhir-time", expression: "estimatedDate.preciseTime" },
    ],
    [
      "a date with a time and no offset",
      { eventType: "incident", date: "2026-03-11T14:05:00" },
      { code: "value", rule: "fhir-date-time", expression: "date" },
    ],
    [
      "a device without an answer",
      { eventType: "incident", devices: [{ deviceType: ["57"] }, {}] },
      { code: "value", rule: "not-empty", expression: "devices[1]" },
    ],
    [
      "a field that is not in the model",
      { eventType: "incident", agent: { involvedAgents: ["9"], involvedAgent: "9" } },
      { code: "structure", rule: "unknown-field", expression: "agent.involvedAgent" },
    ],
    [
      "an answer that is null",
      { eventType: "incident", outcome: { wentWell: null } },
      { code: "structure", rule: "is-string", expression: "outcome.wentWell" },
    ],
    [
      "a name of the prototype for a field",
      JSON.parse('{"eventType":"incident","__proto__":{"polluted":true},"constructor":{"a":1}}'),
      { code: "structure", rule: "unknown-field" },
    ],
  ])("refuses %s", (_, input, expected) => {
    expect(issuesOf(input)[0]).toMatchObject({ severity: "error", ...expected });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("gives issues whose question is a string, whatever a field is called", () => {
    for (const { linkId } of issuesOf(JSON.parse('{"constructor":1,"toString":1,"valueOf":1}'))) {
      expect(typeof linkId).toBe("undefined");
    }
  });

  it("never throws, and never repeats a value", () => {
    const secret = "Zebediah";
    const hostile = fc.anything({
      key: fc.constantFrom(
        ...[
          "eventType",
          "agent",
          "patients",
          "involvedAgents",
          "devices",
          "deviceType",
          "__proto__",
          "constructor",
          secret,
        ],
      ),
      values: [fc.constant(secret), fc.constant("incident"), fc.constantFrom(null, undefined, 1, Number.NaN, 2n, true)],
      maxDepth: 5,
      withSparseArray: true,
      withNullPrototype: true,
      withMap: true,
      withDate: true,
    });
    fc.assert(
      fc.property(hostile, (input) => {
        expect(JSON.stringify(parseSafetyEvent(input).ok ? [] : issuesOf(input))).not.toContain(secret);
      }),
      { numRuns: 3_000 },
    );
  }, 30_000);

  it("answers a list of a hundred thousand entries", () => {
    const many = Array.from({ length: 100_000 }, () => ({}));
    expect(parseSafetyEvent({ eventType: "incident", patients: many }).ok).toBe(false);
    expect(parseSafetyEvent({ eventType: "incident", agent: { involvedAgents: many } }).ok).toBe(false);
    expect(parseSafetyEvent({ eventType: "incident", agent: { involvedAgents: Array(100_000) } }).ok).toBe(false);
  }, 30_000);
});
