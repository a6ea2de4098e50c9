import { unknownEventType } from "../lfpse/adverse-event/base-resource.ts";
import type { Loss } from "../lfpse/adverse-event/loss.ts";
import { isObject, type JsonObject, structure } from "../lfpse/adverse-event-issue.ts";
import { type LfpseProfile, lfpse5 } from "../lfpse/lfpse-profile.ts";
import { lfpse4 } from "../lfpse/versions/lfpse-4.ts";
import type { Result } from "../outcome/issue.ts";
import { recordValues } from "../record/record-values.ts";
import { type DigitalPart, digitalPart } from "./digital-part.ts";
import { dateTime, text } from "./element-types.ts";
import { releaseOf } from "./event-release.ts";
import { gatherLosses, type Losses } from "./losses.ts";
import { parseSafetyEvent } from "./parse-safety-event.ts";
import { type ReadContained, readContained } from "./read-contained.ts";
import { mergeAnswers, readExtensions, withoutIncomplete } from "./read-extensions.ts";
import type { SafetyEvent } from "./safety-event.ts";

/**
 * How {@link fromAdverseEvent} reads a resource.
 *
 * @example
 * const options: FromAdverseEventOptions = { profiles: [lfpse5] };
 */
export interface FromAdverseEventOptions {
  /**
   * Releases that can be read; the resource says in `meta.profile` which is its own, under whatever canonical base. Default:
   * v5 and v4. Set `eventTypeCodes` in these to read outcomes and risks.
   */
  readonly profiles?: readonly LfpseProfile[];
}

/**
 * What was read from an `AdverseEvent`.
 *
 * @example
 * const readings = (read: ReadAdverseEvent) => read.lost.length;
 */
export interface ReadAdverseEvent {
  readonly event: SafetyEvent;
  /** What of a digital-factors record the event tells. */
  readonly digital: DigitalPart;
  /** Places of the resource that are not in `event`, FHIRPath style, each with the reason and without the answer. */
  readonly lost: readonly Loss[];
}

/**
 * Returns the event that an LFPSE `AdverseEvent` holds, of v5 or v4, and everything in the resource that it could not take:
 * elements that v5 does not have, codes of another text, foreign extensions and resources, base elements without a field.
 *
 * Never throws, whatever `resource` is. The event that it gives is one that {@link parseSafetyEvent} accepts.
 *
 * @param resource - Anything; an `AdverseEvent` as parsed JSON.
 * @param options - Releases to read.
 * @returns The event, its digital part and what was lost; or an issue, if this is no `AdverseEvent`, of no release that can be
 *   read, or of an event type whose code is not known.
 * @see docs/safety-event.md, "Reading back"
 * @example
 * fromAdverseEvent({ resourceType: "Patient" }).ok; // false
 */
export function fromAdverseEvent(resource: unknown, options: FromAdverseEventOptions = {}): Result<ReadAdverseEvent> {
  const { profiles = [lfpse5, lfpse4] } = options;
  if (!isObject(resource) || resource.resourceType !== "AdverseEvent") {
    const message = "Give one AdverseEvent, as a JSON object.";
    return { ok: false, issues: [structure("AdverseEvent", "resource-type", message)] };
  }
  const release = releaseOf(resource, profiles);
  if (!release.ok) return release;
  const profile = release.value;
  const eventType = recordValues.eventType.find((each) => isTypeOf(resource, profile.eventTypeCodes[each]));
  if (eventType === undefined) return { ok: false, issues: [unknownEventType(`AdverseEvent.${typeField(resource)}`)] };

  const losses = gatherLosses();
  readBase(resource, losses);
  const root = mergeAnswers(readExtensions(resource.extension, "AdverseEvent", "AdverseEvent", profile, losses));
  const contained = readContained(resource.contained, profile, losses);
  readReferences(resource, contained, losses);
  const { patients, location, practitioner, medications, devices } = contained.answers;
  const parsed = parseSafetyEvent({
    eventType,
    ...textOf(resource, losses),
    ...Object.fromEntries(withoutIncomplete(root, "AdverseEvent", profile, losses)),
    patients,
    location: location[0],
    practitioner: practitioner[0],
    medications,
    devices,
  });
  if (!parsed.ok) return parsed;
  return { ok: true, value: { event: parsed.value, digital: digitalPart(parsed.value), lost: losses.lost } };
}

/** v6 has its type in `event`, as FHIR R4 does: inferred from one client. */
function typeField({ event }: JsonObject): "event" | "type" {
  return event === undefined ? "type" : "event";
}

function isTypeOf(resource: JsonObject, code: string | undefined): boolean {
  const type = resource[typeField(resource)];
  const [coding] = isObject(type) && Array.isArray(type.coding) ? type.coding : [];
  return code !== undefined && isObject(coding) && coding.code === code;
}

/** Loses what stands on the resource itself and has no field. */
function readBase(resource: JsonObject, losses: Losses): void {
  const { meta, category } = resource;
  const type = resource[typeField(resource)];
  losses.loseOthers(resource, "AdverseEvent", [
    ...["resourceType", "meta", "contained", "extension", "category", typeField(resource), "date", "description"],
    ...["subject", "location", "recorder", "suspectEntity"],
  ]);
  if (category !== undefined && category !== "AE") {
    losses.lose("AdverseEvent.category", "An event of this model is an adverse event (AE).");
  }
  if (isObject(meta)) {
    losses.loseOthers(meta, "AdverseEvent.meta", ["profile"]);
    if (Array.isArray(meta.profile) && meta.profile.length > 1) {
      losses.lose("AdverseEvent.meta.profile", "An event of this model has one profile; the first is read.");
    }
  }
  if (!isObject(type)) return;
  const place = `AdverseEvent.${typeField(resource)}`;
  losses.loseOthers(type, place, ["coding"]);
  const codings: readonly unknown[] = Array.isArray(type.coding) ? type.coding : [];
  for (const [index, coding] of codings.entries()) {
    if (index > 0) losses.lose(`${place}.coding[${index}]`, "An event has one type; the first is read.");
    else if (isObject(coding)) losses.loseOthers(coding, `${place}.coding[0]`, ["code"]);
  }
}

function textOf(resource: JsonObject, losses: Losses): Record<string, unknown> {
  const given = [
    ["date", dateTime, "This is not a FHIR dateTime."],
    ["description", text, "These are no words."],
  ] as const;
  return Object.fromEntries(
    given.flatMap(([field, schema, reason]) => {
      const value = resource[field];
      if (value === undefined) return [];
      if (schema.safeParse(value).success) return [[field, value]];
      losses.lose(`AdverseEvent.${field}`, reason);
      return [];
    }),
  );
}

const referenceFields = [
  ["subject", "Patient"],
  ["recorder", "Practitioner"],
  ["location", "Location"],
] as const;

/** Loses references that do not say what the model says by holding the resource. */
function readReferences(resource: JsonObject, { references }: ReadContained, losses: Losses): void {
  for (const [field, type] of referenceFields) {
    const value = resource[field];
    const first = [...references].find(([, each]) => each === type)?.[0];
    if (value === undefined) continue;
    if (!isObject(value) || first === undefined || value.reference !== first) {
      losses.lose(`AdverseEvent.${field}`, `This does not refer to the contained ${type} that was read.`);
    } else losses.loseOthers(value, `AdverseEvent.${field}`, ["reference"]);
  }
  readSuspects(resource.suspectEntity, references, losses);
}

function readSuspects(suspectEntity: unknown, references: ReadContained["references"], losses: Losses): void {
  if (suspectEntity === undefined) return;
  const place = "AdverseEvent.suspectEntity";
  if (!Array.isArray(suspectEntity)) {
    losses.lose(place, "This is not a list.");
    return;
  }
  const canBeSuspect = new Set(
    [...references].flatMap(([reference, type]) => (type === "Medication" || type === "Device" ? [reference] : [])),
  );
  const named = new Set<unknown>();
  for (const [index, suspect] of suspectEntity.entries()) {
    const instance: unknown = isObject(suspect) ? suspect.instance : undefined;
    if (!isObject(suspect) || !isObject(instance) || !canBeSuspect.has(instance.reference)) {
      losses.lose(`${place}[${index}]`, "This does not refer to a contained Medication or Device that was read.");
      continue;
    }
    losses.loseOthers(suspect, `${place}[${index}]`, ["instance"]);
    losses.loseOthers(instance, `${place}[${index}].instance`, ["reference"]);
    named.add(instance.reference);
  }
  if (named.size > 0 && named.size < canBeSuspect.size) {
    losses.lose(place, "Which of several medications and devices are suspect is not kept apart.");
  }
}
