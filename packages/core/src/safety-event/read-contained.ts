import { isObject } from "../lfpse/adverse-event-issue.ts";
import type { LfpseProfile } from "../lfpse/lfpse-profile.ts";
import type { Losses } from "./losses.ts";
import type { ExtensionField } from "./model-elements.ts";
import { mergeAnswers, readExtensions, withoutIncomplete } from "./read-extensions.ts";
import { mostPatients } from "./safety-event.ts";

/** Field of the event for each type of contained resource. */
const fieldOfType = {
  Patient: "patients",
  Practitioner: "practitioner",
  Location: "location",
  Medication: "medications",
  Device: "devices",
} as const satisfies Record<string, ExtensionField>;

type ContainedType = keyof typeof fieldOfType;

/** What the contained resources hold, and under which `#id` each that was read can be referred to. */
export interface ReadContained {
  readonly answers: Readonly<Record<(typeof fieldOfType)[ContainedType], Record<string, unknown>[]>>;
  readonly references: ReadonlyMap<unknown, ContainedType>;
}

/** Reads the contained resources: all patients of every Patient, the first Practitioner and Location, each Medication and Device. */
export function readContained(contained: unknown, profile: LfpseProfile, losses: Losses): ReadContained {
  const answers: ReadContained["answers"] = {
    patients: [],
    practitioner: [],
    location: [],
    medications: [],
    devices: [],
  };
  const references = new Map<unknown, ContainedType>();
  const lose = (place: string, reason: string) => losses.lose(place, reason);
  if (contained !== undefined && !Array.isArray(contained)) lose("AdverseEvent.contained", "This is not a list.");
  const numbers = new Set<unknown>();
  for (const [index, resource] of (Array.isArray(contained) ? contained : []).entries()) {
    const place = `AdverseEvent.contained[${index}]`;
    const type = isObject(resource) ? typeOf(resource.resourceType) : undefined;
    if (!isObject(resource) || type === undefined) {
      lose(place, "LFPSE contains no resource of this type.");
      continue;
    }
    const field = fieldOfType[type];
    const isOne = type === "Practitioner" || type === "Location";
    if (isOne && answers[field].length > 0) {
      lose(place, "An event has one of these; the first is read.");
      continue;
    }
    losses.loseOthers(resource, place, ["resourceType", "id", "extension"]);
    const found = readExtensions(resource.extension, place, type, profile, losses);
    // Each patient-information is a patient; elsewhere the extensions of a resource belong together.
    const entries = (type === "Patient" ? found : [mergeAnswers(found)]).flatMap((each) => {
      const whole = withoutIncomplete(each, place, profile, losses).get(field);
      return whole !== undefined ? [whole] : type === "Patient" ? [{}] : [];
    });
    if (type === "Patient") withOwnNumbers(entries, numbers, place, losses);
    if (entries.length === 0) lose(place, "Nothing in it can be read.");
    else if (typeof resource.id === "string") references.set(`#${resource.id}`, type);
    else if (resource.id !== undefined) lose(`${place}.id`, "An id is a string.");
    answers[field].push(...entries);
  }
  const tooMany = answers.patients.splice(mostPatients).length;
  if (tooMany > 0) lose("AdverseEvent.contained", `An event has ${mostPatients} patients at most; the first are read.`);
  return { answers, references };
}

/** Takes a number out that another patient has; the patient is given a free one. */
function withOwnNumbers(
  patients: readonly Record<string, unknown>[],
  numbers: Set<unknown>,
  place: string,
  losses: Losses,
): void {
  for (const patient of patients) {
    const { patientSequence } = patient;
    if (patientSequence === undefined) continue;
    if (numbers.has(patientSequence)) {
      losses.lose(
        `${place}.extension.extension('PatientSequence')`,
        "Another patient has this number; one that is free is given.",
      );
      delete patient.patientSequence;
    }
    numbers.add(patientSequence);
  }
}

function typeOf(resourceType: unknown): ContainedType | undefined {
  return (Object.keys(fieldOfType) as ContainedType[]).find((type) => type === resourceType);
}
