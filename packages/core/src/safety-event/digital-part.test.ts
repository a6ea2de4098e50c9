import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyToAdverseEvent } from "../lfpse/adverse-event/apply.ts";
import { lfpse5 } from "../lfpse/lfpse-profile.ts";
import { lfpse4 } from "../lfpse/versions/lfpse-4.ts";
import { parseRecord } from "../record/parse-record.ts";
import { anyRecord, doseFaultRecord } from "../record/record.fixtures.ts";
import { type DigitalFactorsRecord, recordSchema } from "../record/record.ts";
import { recordValues } from "../record/record-values.ts";
import { isSuspectedPart } from "../record/suspected-parts.ts";
import { digitalPart } from "./digital-part.ts";
import { fromAdverseEvent } from "./from-adverse-event.ts";
import { parseSafetyEvent } from "./parse-safety-event.ts";
import { anySafetyEvent, toldEventTypeCodes } from "./safety-event.fixtures.ts";
import type { SafetyEvent } from "./safety-event.ts";
import { toAdverseEvent } from "./to-adverse-event.ts";

/** What is no answer and stays with whoever keeps the record. */
const papers = ["format", "id", "recordedAt", "versions"];
const fields = Object.keys(recordSchema.shape).filter(
  (field) => !papers.includes(field),
) as (keyof DigitalFactorsRecord)[];

/** Any record, with the fields that a form fills in late. */
const anyWholeRecord = fc
  .record({
    record: anyRecord,
    involvement: fc.subarray([...recordValues.involvement]),
    harm: fc.record(
      {
        kind: fc.constantFrom(...recordValues.harmKind),
        physical: fc.constantFrom(...recordValues.physicalHarm),
        psychological: fc.constantFrom(...recordValues.psychologicalHarm),
      },
      { requiredKeys: ["kind"] },
    ),
    yellowCard: fc.record({
      status: fc.constantFrom(...recordValues.yellowCardStatus),
      references: fc.array(
        fc.record({
          covers: fc.constantFrom(...recordValues.covers),
          value: fc.stringMatching(/^ADR \d{6}$/),
        }),
        { maxLength: 2 },
      ),
    }),
    context: fc.option(fc.constant({ screen: "Chart" }), { nil: {} }),
    review: fc.option(fc.constant({ factors: [], involvement: [], reviewedAt: "2026-03-12T09:00:00Z", note: "Seen" }), {
      nil: undefined,
    }),
    isBare: fc.boolean(),
  })
  .map(({ record, isBare, review, ...late }): DigitalFactorsRecord => {
    if (isBare) return record;
    const parsed = parseRecord({ ...record, ...late, ...(review && { review }) });
    if (!parsed.ok) throw new Error("a record from this generator is always valid");
    return parsed.value;
  });

/** A vendor's event that says nothing digital itself, and names no patient. */
const anyVendorEvent = anySafetyEvent.map((event): SafetyEvent => {
  const { agent, problemItSystems, devices, ...rest } = event;
  const parsed = parseSafetyEvent({
    ...rest,
    patients: [],
    ...(agent && {
      agent: {
        ...agent,
        involvedAgents: [...agent.involvedAgents.filter((code) => code !== "9" && code !== "3"), "4"],
        yellowCardReference: undefined,
      },
    }),
    devices: devices
      .map((device) => ({
        ...device,
        deviceType: device.deviceType?.filter((code) => code !== "57" && code !== "100"),
      }))
      .filter(({ deviceType = [] }) => deviceType.length > 0),
  });
  if (!parsed.ok) throw new Error("an event without its digital part is an event");
  return parsed.value;
});

const bare = parseRecord({
  ...Object.fromEntries(papers.map((field) => [field, doseFaultRecord[field as "id"]])),
  nation: "england",
  reporter: "staff",
  eventType: "incident",
  part: "unknown",
});

/** What a field is once the draft is parsed, and the part is asked again; a field without a default has none. */
function answerOr(field: keyof DigitalFactorsRecord, answer: unknown, part: DigitalFactorsRecord["part"]): unknown {
  if (answer !== undefined || !bare.ok) return answer;
  if (field === "contribution") return isSuspectedPart(part) ? "suspected" : "unknown";
  return ["nation", "reporter", "part"].includes(field) ? undefined : bare.value[field];
}

describe.each([
  ["v5", { ...lfpse5, eventTypeCodes: toldEventTypeCodes }, 10_000],
  ["v4", { ...lfpse4, eventTypeCodes: toldEventTypeCodes }, 1_000],
])("a record applied to an event of %s", (_, profile, numRuns) => {
  it("comes back field for field, or is named in what applying lost", () => {
    fc.assert(
      fc.property(anyWholeRecord, anyVendorEvent, (record, vendorEvent) => {
        const vendor = toAdverseEvent({ ...vendorEvent, eventType: record.eventType }, { profile });
        if (!vendor.ok) throw new Error("every event type has a code here");
        const { resource, lost } = applyToAdverseEvent(vendor.value.resource, record, { profile });
        const read = fromAdverseEvent(JSON.parse(JSON.stringify(resource)), { profiles: [profile] });
        if (!read.ok) throw new Error("what was applied can be read");
        if (profile.version === "5") expect(read.value.lost).toEqual([]);
        for (const field of fields) {
          const isNamed = lost.some(({ expression }) => expression === field || expression.startsWith(`${field}.`));
          if (isNamed) continue;
          const back = answerOr(field, read.value.digital.draft[field], record.part);
          expect([field, back]).toEqual([field, record[field]]);
        }
      }),
      { numRuns },
    );
  }, 60_000);
});

const eventWith = (given: object): SafetyEvent => {
  const parsed = parseSafetyEvent({ eventType: "incident", ...given });
  if (!parsed.ok) throw new Error("this is an event");
  return parsed.value;
};

describe("digitalPart", () => {
  it("reads agent 9 as involved, and grades no part", () => {
    expect(digitalPart(eventWith({ agent: { involvedAgents: ["9"] } }))).toEqual({
      isInvolved: true,
      draft: { eventType: "incident" },
    });
    expect(digitalPart(eventWith({ agent: { involvedAgents: ["10"] } })).isInvolved).toBe(false);
  });

  it("reads a medical device from device type 57 or 100 beside agent 3, and from nothing less", () => {
    const systems = (agents: string[], deviceType: string) =>
      digitalPart(eventWith({ agent: { involvedAgents: agents }, devices: [{ deviceType: [deviceType] }] })).draft
        .systems;
    expect(systems(["3"], "100")).toEqual([{ type: "not-sure", medicalDevice: "yes" }]);
    expect(systems(["9", "3"], "57")).toEqual([{ type: "not-sure", medicalDevice: "yes" }]);
    expect(systems(["9"], "100")).toBeUndefined();
    expect(systems(["3"], "46")).toBeUndefined();
  });

  it("reads a reference as reported, without a guess at what it covers", () => {
    const event = eventWith({ agent: { involvedAgents: ["4"], yellowCardReference: "ADR 24016450" } });
    expect(digitalPart(event).draft.yellowCard).toEqual({
      status: "reported",
      references: [{ covers: "unknown", value: "ADR 24016450" }],
    });
  });

  it("reads the most severe harm of each scale, and leaves none to be told from a near miss", () => {
    const harm = (...patients: object[]) => digitalPart(eventWith({ patients })).draft.harm;
    expect(harm({ physicalHarm: "4", psychologicalHarm: "4" }, { physicalHarm: "2" })).toEqual({
      kind: "actual",
      physical: "2",
      psychological: "4",
    });
    expect(harm({ physicalHarm: "5", psychologicalHarm: "4" })).toEqual({
      kind: "unknown",
      physical: "5",
      psychological: "4",
    });
    expect(harm({ psychologicalHarm: "3" })).toEqual({ kind: "actual", psychological: "3" });
    expect(harm({ gender: "1" })).toBeUndefined();
  });
});
