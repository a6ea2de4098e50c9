import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vendorIncident4 } from "../lfpse/adverse-event.fixtures.ts";
import { fullIncident } from "../lfpse/full-incident.fixtures.ts";
import { lfpse5 } from "../lfpse/lfpse-profile.ts";
import { validateAdverseEvent } from "../lfpse/validate.ts";
import { fromAdverseEvent } from "./from-adverse-event.ts";
import { parseSafetyEvent } from "./parse-safety-event.ts";
import { told5 } from "./safety-event.fixtures.ts";
import { toAdverseEvent } from "./to-adverse-event.ts";

const secret = "Zebediah";
const url = (id: string) => `${lfpse5.canonicalBase}StructureDefinition/${id}-5`;

function read(resource: unknown) {
  const result = fromAdverseEvent(resource);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}
/** The incident with something more, and what of it is lost. */
const placesLost = (more: object) => read({ ...fullIncident, ...more }).lost.map(({ expression }) => expression);
const whole = read(fullIncident).event;

describe("fromAdverseEvent", () => {
  it("names the server's own elements, and those of FHIR that the model has no field for", () => {
    expect(
      placesLost({
        id: "abc",
        meta: { profile: fullIncident.meta?.profile, versionId: "3" },
        seriousness: { text: secret },
        category: "PAE",
        type: { coding: [{ code: "1", system: "https://example.org" }], text: secret },
        [secret]: secret,
      }),
    ).toEqual([
      "AdverseEvent.id",
      "AdverseEvent.seriousness",
      "AdverseEvent",
      "AdverseEvent.category",
      "AdverseEvent.meta.versionId",
      "AdverseEvent.type.text",
      "AdverseEvent.type.coding[0].system",
    ]);
  });

  it("names extensions and resources from elsewhere, and reads the rest", () => {
    const more = {
      extension: [
        ...(fullIncident.extension ?? []),
        { url: "https://example.org/StructureDefinition/adverse-event-agent-5", extension: [] },
        { url: url("adverse-event-agent"), extension: [{ url: "InvolvedAgents", valueCode: "4" }] },
      ],
      contained: [
        ...(fullIncident.contained ?? []),
        { resourceType: "Observation", id: "o" },
        { resourceType: "Location", id: "location2", extension: [] },
        { resourceType: "Device", id: "device2" },
      ],
    };
    expect(placesLost(more)).toEqual([
      "AdverseEvent.extension[8]",
      "AdverseEvent.extension[9]",
      "AdverseEvent.contained[4]",
      "AdverseEvent.contained[5]",
      "AdverseEvent.contained[6]",
    ]);
    expect(read({ ...fullIncident, ...more }).event).toEqual(whole);
  });

  it("names what a contained resource says beside its LFPSE answers", () => {
    const [patient, ...others] = fullIncident.contained ?? [];
    expect(
      placesLost({ contained: [{ ...patient, birthDate: "1974-01-01", name: [{ family: secret }] }, ...others] }),
    ).toEqual(["AdverseEvent.contained[0].birthDate", "AdverseEvent.contained[0].name"]);
  });

  it("names references that lead elsewhere, and suspects that are not all of the suspects", () => {
    expect(
      placesLost({
        subject: { reference: "#device1" },
        recorder: { reference: "#practitioner1", display: secret },
        suspectEntity: [{ instance: { reference: "Device/7" } }],
      }),
    ).toEqual(["AdverseEvent.subject", "AdverseEvent.recorder.display", "AdverseEvent.suspectEntity[0]"]);
    const another = { ...fullIncident.contained?.[3], id: "device2" };
    expect(placesLost({ contained: [...(fullIncident.contained ?? []), another] })).toEqual([
      "AdverseEvent.suspectEntity",
    ]);
  });

  it("names answers that stand without what v5 requires beside them", () => {
    const alone = [
      { url: url("adverse-event-agent"), extension: [{ url: "YellowCardReference", valueString: secret }] },
    ];
    const { event, lost } = read({ ...fullIncident, extension: alone });
    expect(lost.map(({ expression }) => expression)).toEqual(["AdverseEvent.extension('adverse-event-agent-5')"]);
    expect(event.agent).toBeUndefined();
  });

  it("gives a patient a number of its own where two have the same, and says so", () => {
    const patient = (valueInteger: number, gender: string) => ({
      url: url("patient-information"),
      extension: [
        { url: "PatientSequence", valueInteger },
        { url: "Gender", valueCode: gender },
      ],
    });
    const contained = [{ resourceType: "Patient", id: "patient1", extension: [patient(1, "1"), patient(1, "2")] }];
    const { event, lost } = read({
      ...fullIncident,
      contained,
      location: undefined,
      recorder: undefined,
      suspectEntity: [],
    });
    expect(event.patients.map(({ patientSequence }) => patientSequence)).toEqual([1, 2]);
    expect(lost).toHaveLength(1);
  });

  it("reads v4 by the names of its elements, and an age bracket of its own as lost", () => {
    const { event, lost } = read(vendorIncident4);
    expect(event.agent?.involvedAgents).toEqual(["4"]);
    expect(event.classification).toEqual({ levelOfConcern: "4" });
    expect(lost.map(({ expression }) => expression)).toEqual([
      "AdverseEvent.contained[0].extension[0].extension[1]",
      "AdverseEvent.contained[2].extension[0].extension[2]",
    ]);
  });

  it("reads an event of another host, and no extension of yet another", () => {
    const moved = JSON.parse(
      JSON.stringify(fullIncident).replaceAll(lfpse5.canonicalBase, "https://live.example/fhir/"),
    );
    expect(read(moved)).toEqual(read(fullIncident));
    const mixed = { ...moved, extension: fullIncident.extension };
    expect(read(mixed).lost).toHaveLength(fullIncident.extension?.length ?? 0);
  });

  it("names what a release has on another resource, in both directions", () => {
    const moved = {
      ...lfpse5,
      definitions: lfpse5.definitions.map((each) =>
        each.id === "adverse-event-process-5" ? { ...each, attachedTo: "adverse-event-patient-5" } : each,
      ),
    };
    const written = toAdverseEvent({ eventType: "incident", process: { process: "6" } }, { profile: moved });
    expect(written).toMatchObject({ ok: true, value: { lost: [{ expression: "process.process" }] } });
    const extension = [{ url: url("adverse-event-process"), extension: [{ url: "Process", valueCode: "6" }] }];
    const contained = [{ resourceType: "Patient", id: "patient1", extension }];
    const { extension: _, location, recorder, suspectEntity, ...base } = fullIncident;
    expect(fromAdverseEvent({ ...base, contained }, { profiles: [moved] })).toMatchObject({
      ok: true,
      value: { lost: [{ expression: "AdverseEvent.contained[0].extension[0].extension[0]" }] },
    });
  });

  it("gives an issue for what is no event, of no known release, or of a type nobody knows", () => {
    for (const [resource, expression] of [
      [[], "AdverseEvent"],
      [{ resourceType: "Patient" }, "AdverseEvent"],
      [{ resourceType: "AdverseEvent" }, "AdverseEvent.meta.profile"],
      [
        { ...fullIncident, meta: { profile: [`${secret}/patient-safety-adverse-event-9`] } },
        "AdverseEvent.meta.profile",
      ],
      [{ ...fullIncident, type: { coding: [{ code: secret }] } }, "AdverseEvent.type"],
    ] as const) {
      const result = fromAdverseEvent(resource);
      expect(result).toMatchObject({ ok: false, issues: [{ expression }] });
      expect(JSON.stringify(result)).not.toContain(secret);
    }
  });

  it("never throws, gives only events that can be written, and never repeats a value", () => {
    const odd = fc.anything({
      key: fc.constantFrom(
        ...["url", "extension", "valueCode", "valueString", "id", "reference", "instance", "__proto__", secret],
      ),
      values: [
        fc.constant(secret),
        fc.constantFrom(1, -1, 0.5, Number.NaN, true, null, undefined, 3n),
        fc.constantFrom("#patient1", "9", "InvolvedAgents", url("adverse-event-agent"), url("patient-information")),
      ],
      maxDepth: 2,
      maxKeys: 4,
      withSparseArray: true,
      withNullPrototype: true,
      withMap: true,
    });
    const answer = fc.record({
      url: fc.constantFrom(
        "InvolvedAgents",
        "YellowCardReference",
        "PatientSequence",
        "AgeAtTimeOfIncidentDays",
        secret,
      ),
      valueCode: fc.option(fc.oneof(odd, fc.constant("9")), { nil: undefined }),
      valueInteger: fc.option(fc.oneof(odd, fc.constant(31)), { nil: undefined }),
      valueString: fc.option(odd, { nil: undefined }),
    });
    const extension = fc.array(
      fc.oneof(
        odd,
        fc.record({
          url: fc.constantFrom(url("adverse-event-agent"), url("patient-information"), url("location-details"), secret),
          extension: fc.oneof(odd, fc.array(fc.oneof(odd, answer))),
        }),
      ),
    );
    const hostile = fc.record({
      resourceType: fc.constant("AdverseEvent"),
      meta: fc.oneof(
        { arbitrary: fc.constant({ profile: fullIncident.meta?.profile }), weight: 5 },
        { arbitrary: odd, weight: 1 },
      ),
      type: fc.oneof({ arbitrary: fc.constant(fullIncident.type), weight: 5 }, { arbitrary: odd, weight: 1 }),
      extension: fc.oneof(odd, extension),
      contained: fc.oneof(
        odd,
        fc.array(
          fc.oneof(
            odd,
            fc.record({ resourceType: fc.constantFrom("Patient", "Location", "Device", secret), id: odd, extension }),
          ),
        ),
      ),
      subject: odd,
      date: odd,
      description: fc.oneof(fc.string(), fc.constant(undefined), fc.integer()),
      suspectEntity: odd,
      category: odd,
    });
    fc.assert(
      fc.property(fc.oneof(hostile, odd), (resource) => {
        const result = fromAdverseEvent(resource, { profiles: [told5] });
        expect(Object.hasOwn(Object.prototype, secret)).toBe(false);
        if (!result.ok) {
          expect(JSON.stringify(result.issues)).not.toContain(secret);
          return;
        }
        expect(JSON.stringify(result.value.lost)).not.toContain(secret);
        expect(parseSafetyEvent(result.value.event)).toEqual({ ok: true, value: result.value.event });
        const written = toAdverseEvent(result.value.event, { profile: told5 });
        expect(written.ok && validateAdverseEvent(written.value.resource, told5)).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  }, 30_000);

  it("answers a list of a hundred thousand entries", () => {
    const many = Array.from({ length: 100_000 }, () => ({ url: url("patient-information"), extension: [] }));
    const { event, lost } = read({
      ...fullIncident,
      contained: [{ resourceType: "Patient", id: "p", extension: many }],
    });
    expect(event.patients).toHaveLength(100);
    expect(lost.length).toBeGreaterThan(99_000);
    expect(read({ ...fullIncident, extension: Array(100_000) }).lost).toHaveLength(100_000);
  }, 30_000);
});
