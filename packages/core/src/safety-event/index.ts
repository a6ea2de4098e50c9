export type { DigitalPart } from "./digital-part.ts";
export { type FromAdverseEventOptions, fromAdverseEvent, type ReadAdverseEvent } from "./from-adverse-event.ts";
export type { InferredChoices } from "./inferred-choices.ts";
export { ageFromLfpse, lfpseAge, type PatientAge } from "./lfpse-age.ts";
export type { OtherWordElement } from "./other-words.ts";
export { parseSafetyEvent } from "./parse-safety-event.ts";
export { type SafetyEvent, type SafetyEventInput, type SafetyEventPatient, safetyEventSchema } from "./safety-event.ts";
export { type ToAdverseEventOptions, toAdverseEvent, type WrittenAdverseEvent } from "./to-adverse-event.ts";
