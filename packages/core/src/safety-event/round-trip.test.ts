import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateAdverseEvent } from "../lfpse/validate.ts";
import { lfpse4 } from "../lfpse/versions/lfpse-4.ts";
import { fromAdverseEvent } from "./from-adverse-event.ts";
import { modelExtensions } from "./model-elements.ts";
import { parseSafetyEvent } from "./parse-safety-event.ts";
import { anyLosslessChoices, anySafetyEvent, told5, toldEventTypeCodes } from "./safety-event.fixtures.ts";
import type { SafetyEvent } from "./safety-event.ts";
import { toAdverseEvent } from "./to-adverse-event.ts";

const told4 = { ...lfpse4, eventTypeCodes: toldEventTypeCodes };
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Every answer of an event at its place. */
function answersOf(event: SafetyEvent): ReadonlyMap<string, unknown> {
  const at = (value: unknown, place: string): [string, unknown][] => {
    if (Array.isArray(value)) return value.flatMap((each, index) => at(each, `${place}[${index}]`));
    if (typeof value !== "object" || value === null) return [[place, value]];
    return Object.entries(value).flatMap(([key, each]) => at(each, place === "" ? key : `${place}.${key}`));
  };
  return new Map(at(event, ""));
}

describe("a random event", () => {
  it("has every element of the model, each event type and several patients among a thousand", () => {
    const events = fc.sample(anySafetyEvent, 1_000);
    const seen = new Set(
      events.flatMap((event) => [...answersOf(event).keys()].map((place) => place.replaceAll(/\[\d+\]/g, ""))),
    );
    const elements = modelExtensions.flatMap(({ elements }) =>
      elements.map(({ extension, field }) => `${extension}.${field}`),
    );
    expect(elements.filter((each) => !seen.has(each))).toEqual([]);
    expect(new Set(events.map(({ eventType }) => eventType)).size).toBe(4);
    expect(events.some(({ patients }) => patients.length > 2)).toBe(true);
  }, 30_000);
});

describe("toAdverseEvent and fromAdverseEvent", () => {
  it("carry every event through JSON and back, whole, in a resource that is valid", () => {
    fc.assert(
      fc.property(anySafetyEvent, anyLosslessChoices, (event, inferred) => {
        const written = toAdverseEvent(event, { profile: told5, inferred });
        if (!written.ok) throw new Error("every event type has a code here");
        expect(written.value.lost).toEqual([]);
        expect(validateAdverseEvent(written.value.resource, told5)).toEqual([]);
        const read = fromAdverseEvent(throughJson(written.value.resource), { profiles: [told5] });
        expect(read).toMatchObject({ ok: true, value: { lost: [] } });
        expect(read.ok && read.value.event).toEqual(event);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it("carry every event through the default choices, but for what they state as lost", () => {
    fc.assert(
      fc.property(anySafetyEvent, (event) => {
        const written = toAdverseEvent(event, { profile: told5 });
        const lost = written.ok ? written.value.lost.map(({ expression }) => expression) : [];
        const both = event.patients.flatMap(({ ageAtTimeOfIncidentDays, ageBracket }, index) =>
          ageAtTimeOfIncidentDays !== undefined && ageBracket !== undefined ? [`patients[${index}].ageBracket`] : [],
        );
        expect(lost).toEqual(both);
        const patients = event.patients.map(({ ageBracket, ...patient }, index) =>
          both.includes(`patients[${index}].ageBracket`) ? patient : { ...patient, ...(ageBracket && { ageBracket }) },
        );
        const read = fromAdverseEvent(written.ok && throughJson(written.value.resource), { profiles: [told5] });
        expect(read.ok && read.value.event).toEqual({ ...event, patients });
      }),
      { numRuns: 1_000 },
    );
  }, 30_000);

  it("carry every event through v4, but for what is stated as lost", () => {
    fc.assert(
      fc.property(anySafetyEvent, anyLosslessChoices, (event, inferred) => {
        const written = toAdverseEvent(event, { profile: told4, inferred });
        if (!written.ok) throw new Error("every event type has a code here");
        const { resource, lost } = written.value;
        expect(validateAdverseEvent(resource, told4)).toEqual([]);
        const read = fromAdverseEvent(throughJson(resource), { profiles: [told4] });
        if (!read.ok) throw new Error("what was written can be read");
        expect(read.value.lost).toEqual([]);
        const places = new Set(lost.map(({ expression }) => expression));
        expect(places.size).toBe(lost.length);
        const kept = withoutPlaces(event, places);
        expect(read.value.event).toEqual(kept);
      }),
      { numRuns: 2_000 },
    );
  }, 30_000);
});

/** The event without the answers at these places, as parsing leaves it. */
function withoutPlaces(event: SafetyEvent, places: ReadonlySet<string>): SafetyEvent {
  const strip = (value: unknown, place: string): unknown => {
    if (Array.isArray(value)) {
      return value
        .map((each, index) => strip(each, `${place}[${index}]`))
        .filter((each) => each !== undefined && !(typeof each === "object" && Object.keys(each ?? {}).length === 0));
    }
    if (typeof value !== "object" || value === null) return places.has(place) ? undefined : value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, each]) => [key, strip(each, place === "" ? key : `${place}.${key}`)] as const)
        .filter(([, each]) => each !== undefined && !(Array.isArray(each) && each.length === 0)),
    );
  };
  const parsed = parseSafetyEvent(strip(event, ""));
  if (!parsed.ok) throw new Error(`what is kept is an event: ${JSON.stringify(parsed.issues)}`);
  return parsed.value;
}
