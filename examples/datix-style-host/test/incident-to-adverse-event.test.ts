import { validateAdverseEvent } from "@digital-factors/core";
import { describe, expect, it } from "vitest";
import { answersForRecord, checkIncident, dateInBritain, readIncident } from "../src/incident.js";
import { incidentToAdverseEvent } from "../src/incident-to-adverse-event.js";

const least = { "event-type": "incident", "event-on": "2026-11-11", effect: "none", description: "A drip stand fell." };
const incidentOf = (entries: Readonly<Record<string, string>>) =>
  readIncident(new URLSearchParams({ ...least, ...entries }));
const eventOf = (entries: Readonly<Record<string, string>>) =>
  JSON.stringify(incidentToAdverseEvent(incidentOf(entries)));

describe("incidentToAdverseEvent", () => {
  it.each([
    ["the least that is mandatory", {}],
    ["good care", { "event-type": "good-care" }],
    [
      "every question answered",
      {
        challenge: "6",
        concern: "4",
        "event-at": "14:05",
        place: "4",
        "service-area": "1",
        specialty: "77",
        age: "6",
        "age-unit": "years",
        gender: "1",
        ethnicity: "52",
        effect: "harm",
        "physical-harm": "4",
        "psychological-harm": "3",
        "clinical-outcome": "Watched overnight",
        "reporter-role": "5",
        "reporter-involvement": "4",
        process: "5",
        medicine: "yes",
        "medicine-name": "Paracetamol",
        reaction: "unknown",
        "immediate-actions": "Doctor told",
        "duty-of-candour": "yes",
      },
    ],
  ])("is valid against the LFPSE profile for %s", (_what, entries) => {
    expect(validateAdverseEvent(incidentToAdverseEvent(incidentOf(entries), { today: "2026-11-11" }))).toEqual([]);
  });

  it("says nothing of IT systems or Yellow Cards, which come from the record", () => {
    const event = eventOf({ medicine: "yes" });
    expect(event).not.toContain('"9"');
    expect(event).not.toMatch(/ITSystems|YellowCard/);
  });

  it("counts age as LFPSE does: 372 days to the year, 31 to the month", () => {
    expect(eventOf({ age: "6", "age-unit": "years" })).toContain('"AgeAtTimeOfIncidentDays","valueInteger":2232');
    expect(eventOf({ age: "7", "age-unit": "months" })).toContain('"AgeAtTimeOfIncidentDays","valueInteger":217');
  });

  it("sends no psychological harm with a death", () => {
    expect(eventOf({ "physical-harm": "1", "psychological-harm": "1" })).not.toContain("PsychologicalHarm");
  });

  it("says that it happened today only on that day", () => {
    const on = (today: string) => JSON.stringify(incidentToAdverseEvent(incidentOf({}), { today }));
    expect(on("2026-11-11")).toContain('"IncidentOccurredToday","valueCode":"y"');
    expect(on("2026-11-12")).toContain('"IncidentOccurredToday","valueCode":"n"');
  });
});

describe("answersForRecord", () => {
  it("gives nothing that was not answered", () => {
    expect(answersForRecord(readIncident(new URLSearchParams()))).toEqual({});
  });

  it.each([
    ["a near miss", { effect: "near-miss" }, { kind: "near-miss" }],
    [
      "a near miss with no harm chosen",
      { effect: "near-miss", "physical-harm": "5" },
      { kind: "near-miss", physical: "5" },
    ],
    [
      "harm of a degree, whatever the effect says",
      { effect: "none", "psychological-harm": "3" },
      { kind: "actual", psychological: "3" },
    ],
    ["an effect that is not known", { effect: "unknown" }, { kind: "unknown" }],
  ])("passes on %s", (_what, entries, harm) => {
    expect(answersForRecord(incidentOf(entries)).harm).toEqual(harm);
  });

  it.each([
    ["17", "years", "child"],
    ["11", "months", "child"],
    ["18", "years", "adult"],
    ["65", "years", "adult"],
    ["66", "years", "over-65"],
    ["", "years", "unknown"],
  ])("puts age %s in %s into the group %s", (age, unit, ageGroup) => {
    const { medicine } = answersForRecord(incidentOf({ age, "age-unit": unit, medicine: "yes", reaction: "yes" }));
    expect(medicine).toEqual({ reaction: "yes", ageGroup });
  });

  it("says nothing of a medicine unless one was involved", () => {
    expect(answersForRecord(incidentOf({ medicine: "unknown", reaction: "yes" })).medicine).toBeUndefined();
  });
});

describe("checkIncident", () => {
  it("takes the least that is mandatory", () => {
    expect(checkIncident(incidentOf({}))).toEqual([]);
  });

  it.each([
    ["event-on", "11/11/2026"],
    ["age", "six"],
  ])("refuses what cannot be right in %s", (control, value) => {
    expect(checkIncident(incidentOf({ [control]: value })).map((fault) => fault.control)).toEqual([control]);
  });
});

describe("dateInBritain", () => {
  it("is the next day already at midnight in summer time", () => {
    expect(dateInBritain(new Date("2026-07-01T23:30:00Z"))).toBe("2026-07-02");
  });
});
