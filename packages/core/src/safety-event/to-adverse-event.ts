import { baseResource } from "../lfpse/adverse-event/base-resource.ts";
import type { Loss } from "../lfpse/adverse-event/loss.ts";
import { isObject } from "../lfpse/adverse-event-issue.ts";
import type { AdverseEvent, ContainedResource, Extension } from "../lfpse/fhir-stu3.ts";
import { type LfpseProfile, lfpse5 } from "../lfpse/lfpse-profile.ts";
import type { Result } from "../outcome/issue.ts";
import { type InferredChoices, inferredDefaults } from "./inferred-choices.ts";
import { inferredEvent } from "./inferred-event.ts";
import { modelExtensions } from "./model-elements.ts";
import { parseSafetyEvent } from "./parse-safety-event.ts";
import type { SafetyEvent, SafetyEventInput } from "./safety-event.ts";
import { type Answered, type WrittenExtensions, writeExtensions } from "./write-extensions.ts";

/**
 * How {@link toAdverseEvent} writes an event.
 *
 * @example
 * const options: ToAdverseEventOptions = { inferred: { category: "left-out" } };
 */
export interface ToAdverseEventOptions {
  /** Taxonomy release. Default: {@link lfpse5}. */
  readonly profile?: LfpseProfile;
  /** What no source of NHS England settles. */
  readonly inferred?: InferredChoices;
}

/**
 * An `AdverseEvent`, and what the release had no place for.
 *
 * @example
 * const { lost }: WrittenAdverseEvent = { resource: { resourceType: "AdverseEvent" }, lost: [] };
 */
export interface WrittenAdverseEvent {
  readonly resource: AdverseEvent;
  /** Places of the event that are not in the resource, each with the reason and without the answer. */
  readonly lost: readonly Loss[];
}

/**
 * Returns the whole `AdverseEvent` of an event, ready to send: valid by {@link validateAdverseEvent}, with one contained
 * Patient for all patients, deterministic ids, and nothing empty.
 *
 * Each answer goes to the extension that holds its element in the release. A release that lacks the element or the code,
 * or gives the code another text, cannot hold the answer: it is returned in `lost`, with its place.
 *
 * @param event - The event; it is parsed, so one that was never checked gives issues and not a faulty resource.
 * @param options - Taxonomy release, and what is only inferred.
 * @returns The resource and what it lacks; or issues: those of {@link parseSafetyEvent}, an event type whose code is not known
 *   (set it in `profile.eventTypeCodes`), or v6, whose base elements are not published.
 * @see docs/safety-event.md
 * @example
 * const written = toAdverseEvent({ eventType: "incident", agent: { involvedAgents: ["9"] } });
 * if (written.ok) written.value.resource.extension?.length; // 1
 */
export function toAdverseEvent(
  event: SafetyEventInput,
  options: ToAdverseEventOptions = {},
): Result<WrittenAdverseEvent> {
  const { profile = lfpse5, inferred = {} } = options;
  const parsed = parseSafetyEvent(event);
  if (!parsed.ok) return parsed;
  const base = baseResource(profile, parsed.value.eventType);
  if (!base.ok) return base;
  const chosen = inferredEvent(parsed.value, inferred);
  const manner = { ...inferredDefaults.otherWords, ...inferred.otherWords };
  const write = (answered: readonly Answered[]) =>
    writeExtensions(answered, profile, (element) => manner[element] === "instead-of-code");
  const root = write(answeredIn(chosen.event, "AdverseEvent"));
  const { contained, lost } = containedOf(chosen.event, write);
  const { date, description } = chosen.event;
  const referenceTo = (type: string) =>
    contained.filter(({ resourceType }) => resourceType === type).map(({ id }) => `#${id}`);
  const [patient] = referenceTo("Patient");
  const [location] = referenceTo("Location");
  const [recorder] = referenceTo("Practitioner");
  const suspects = [...referenceTo("Medication"), ...referenceTo("Device")];
  return {
    ok: true,
    value: {
      resource: {
        ...base.value,
        ...(contained.length === 0 ? {} : { contained }),
        ...(root.extensions.length === 0 ? {} : { extension: root.extensions }),
        ...((inferred.category ?? inferredDefaults.category) === "AE" ? { category: "AE" } : {}),
        ...(patient !== undefined && (inferred.subject ?? inferredDefaults.subject)
          ? { subject: { reference: patient } }
          : {}),
        ...(date === undefined ? {} : { date }),
        ...(location === undefined ? {} : { location: { reference: location } }),
        ...(recorder === undefined ? {} : { recorder: { reference: recorder } }),
        ...(description === undefined ? {} : { description }),
        ...(suspects.length > 0 && (inferred.suspectEntity ?? inferredDefaults.suspectEntity)
          ? { suspectEntity: suspects.map((reference) => ({ instance: { reference } })) }
          : {}),
      },
      lost: [...chosen.lost, ...root.lost, ...lost],
    },
  };
}

const containedTypes = ["Patient", "Practitioner", "Location", "Medication", "Device"] as const;

/** One Patient for all patients, one Practitioner and Location, and a resource for each medication and device. */
function containedOf(
  event: SafetyEvent,
  write: (answered: readonly Answered[]) => WrittenExtensions,
): { contained: ContainedResource[]; lost: readonly Loss[] } {
  const lost: Loss[] = [];
  const contained = containedTypes.flatMap((resourceType) => {
    const written = answeredIn(event, resourceType).map((answered) => write([answered]));
    lost.push(...written.flatMap((each) => each.lost));
    const lists = written.map(({ extensions }) => extensions).filter((extensions) => extensions.length > 0);
    const extensions: readonly (readonly Extension[])[] =
      resourceType === "Patient" && lists.length > 0 ? [lists.flat()] : lists;
    return extensions.map((extension, index) => ({
      resourceType,
      id: `${resourceType.toLowerCase()}${index + 1}`,
      extension,
    }));
  });
  return { contained, lost };
}

/** The answers that stand on a resource of this type, in the order of the profile. */
function answeredIn(event: SafetyEvent, resource: Answered["model"]["resource"]): readonly Answered[] {
  return modelExtensions
    .filter((model) => model.resource === resource)
    .flatMap((model): Answered[] => {
      const given: unknown = event[model.field];
      if (isObject(given)) return [{ model, place: model.field, answers: given }];
      if (!Array.isArray(given)) return [];
      return given.filter(isObject).map((answers, index) => ({ model, place: `${model.field}[${index}]`, answers }));
    });
}
