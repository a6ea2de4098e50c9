import * as z from "zod/mini";
import {
  deviceDetailsSchema,
  locationDetailsSchema,
  medicationAdministrationSchema,
  patientInformationSchema,
  practitionerDetailsSchema,
  rootExtensionShape,
} from "../generated/safety-event-5.ts";
import { recordValues } from "../record/record-values.ts";
import { dateTime, text } from "./element-types.ts";

/** Patients that one event may have: the profile takes so many patient-information extensions. */
export const mostPatients = 100;

/**
 * The zod schema of one event. Use {@link parseSafetyEvent}, whose issues name the place and the rule; the schema itself is
 * for those who build on its types.
 *
 * @see docs/safety-event.md
 * @example
 * Object.keys(safetyEventSchema.shape)[0]; // "eventType"
 */
export const safetyEventSchema = z.strictObject({
  eventType: z.enum(recordValues.eventType),
  date: z.optional(dateTime),
  description: z.optional(text),
  ...rootExtensionShape,
  patients: z._default(z.array(patientInformationSchema).check(z.maxLength(mostPatients)), []),
  location: z.optional(locationDetailsSchema),
  practitioner: z.optional(practitionerDetailsSchema),
  medications: z._default(z.array(medicationAdministrationSchema), []),
  devices: z._default(z.array(deviceDetailsSchema), []),
});

/**
 * A whole LFPSE v5 event: its type, date and description, every extension of the profile under its concept, and what
 * stands on the contained Patient, Location, Practitioner, Medication and Device.
 *
 * Field names are the names of the profile in camelCase, codes are strings of their v5 code list, and an answer that was not
 * given is absent.
 *
 * @see docs/safety-event.md; LFPSE taxonomy v5, patient-safety-adverse-event-5
 * @example
 * const agents = (event: SafetyEvent) => event.agent?.involvedAgents ?? [];
 */
export type SafetyEvent = z.output<typeof safetyEventSchema>;

/**
 * An event as it is given: `patients`, `medications` and `devices` may be left out.
 *
 * @example
 * const event: SafetyEventInput = { eventType: "incident", agent: { involvedAgents: ["9"] } };
 */
export type SafetyEventInput = z.input<typeof safetyEventSchema>;

/**
 * What an event says of one patient.
 *
 * @example
 * const patient: SafetyEventPatient = { gender: "1", physicalHarm: "5" };
 */
export type SafetyEventPatient = SafetyEvent["patients"][number];
