import fc from "fast-check";
import type * as z from "zod/mini";
import { lfpse5 } from "../lfpse/lfpse-profile.ts";
import * as elementTypes from "./element-types.ts";
import type { InferredChoices } from "./inferred-choices.ts";
import { ageFromLfpse } from "./lfpse-age.ts";
import { otherWordElements } from "./other-words.ts";
import { parseSafetyEvent } from "./parse-safety-event.ts";
import { type SafetyEvent, safetyEventSchema } from "./safety-event.ts";

/** Event type codes as if NHS England had told them. For tests only: the codes of outcome and risk are not known. */
export const toldEventTypeCodes = { ...lfpse5.eventTypeCodes, outcome: "test-outcome", risk: "test-risk" };

/** v5 with every event type. */
export const told5 = { ...lfpse5, eventTypeCodes: toldEventTypeCodes };

const twoDigits = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((n) => String(n).padStart(2, "0"));
const day = fc
  .tuple(fc.integer({ min: 1900, max: 2100 }), twoDigits(1, 12), twoDigits(1, 28))
  .map((each) => each.join("-"));
const timeOfDay = fc.tuple(twoDigits(0, 23), twoDigits(0, 59), twoDigits(0, 59)).map((each) => each.join(":"));
const date = fc.oneof(
  day,
  day.map((each) => each.slice(0, 7)),
  day.map((each) => each.slice(0, 4)),
);
const words = fc
  .oneof(fc.string({ minLength: 1, maxLength: 30 }), fc.constantFrom("Ünit ± 2\n", "Dŵr", "🚑 late"))
  .filter((each) => each.trim() !== "");
const lfpseDays = Array.from({ length: 74_028 }, (_, index) => index + 1).filter((each) => ageFromLfpse(each));

const ofSchema = new Map<unknown, fc.Arbitrary<unknown>>([
  [elementTypes.text, words],
  [elementTypes.odsCode, fc.stringMatching(/^[A-Z][0-9A-Z]{2,5}$/)],
  [elementTypes.integer, fc.integer({ min: -5, max: 200 })],
  [elementTypes.trueOrFalse, fc.boolean()],
  [elementTypes.date, date],
  [
    elementTypes.dateTime,
    fc.oneof(
      date,
      fc.tuple(day, timeOfDay).map(([on, at]) => `${on}T${at}+01:00`),
    ),
  ],
  [elementTypes.time, timeOfDay],
  [elementTypes.lfpseAgeInDays, fc.constantFrom(...lfpseDays)],
]);

/** The value, or so many times as often none. */
function sometimes(value: fc.Arbitrary<unknown>, none: number): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: none }, { arbitrary: value, weight: 1 });
}

/** Anything that a schema of the model accepts: read off the schema, so that no element is left out. */
function anyOf(schema: z.core.$ZodType, isOften: boolean): fc.Arbitrary<unknown> {
  const known = ofSchema.get(schema);
  if (known !== undefined) return known;
  const def = schema._zod.def as z.core.$ZodTypes["_zod"]["def"];
  switch (def.type) {
    case "enum":
      return fc.constantFrom(...Object.values(def.entries));
    case "array":
      return fc.array(anyOf(def.element, false), { minLength: isOften ? 0 : 1, maxLength: 3 });
    case "default":
      return anyOf(def.innerType, true);
    case "optional":
      return sometimes(anyOf(def.innerType, false), def.innerType._zod.def.type === "object" ? 3 : 1);
    case "object":
      return fc.record(
        Object.fromEntries(Object.entries(def.shape).map(([field, each]) => [field, anyOf(each, false)])),
      );
    default:
      throw new Error(`no arbitrary for a schema of type ${def.type}`);
  }
}

/** Any event that the model takes, of every type. */
export const anySafetyEvent: fc.Arbitrary<SafetyEvent> = anyOf(safetyEventSchema, true).map((given) => {
  const { patients = [], devices = [], ...event } = given as SafetyEvent;
  const parsed = parseSafetyEvent({
    ...event,
    // Numbers given twice are no event.
    patients: patients.map((patient, index) =>
      patients.findIndex((each) => each.patientSequence === patient.patientSequence) === index
        ? patient
        : { ...patient, patientSequence: undefined },
    ),
    devices: devices.filter((device) => Object.values(device).some((each) => each !== undefined)),
  });
  if (!parsed.ok) throw new Error(`an event from this generator is always valid: ${JSON.stringify(parsed.issues)}`);
  return parsed.value;
});

/** Any choices that leave nothing out. */
export const anyLosslessChoices: fc.Arbitrary<InferredChoices> = fc.record({
  category: fc.constantFrom("AE", "left-out"),
  subject: fc.boolean(),
  suspectEntity: fc.boolean(),
  otherWords: fc.record(
    Object.fromEntries(
      otherWordElements.map((each) => [each, fc.constantFrom("with-code", "instead-of-code")] as const),
    ),
  ),
  age: fc.constant("as-given"),
});
