import { involvementFromFactors } from "../../factors/involvement.ts";
import type { DigitalFactorsRecord } from "../../record/record.ts";
import type { AdverseEvent, Extension } from "../fhir-stu3.ts";
import { type LfpseProfile, lfpse5 } from "../lfpse-profile.ts";
import { textAt, withCodes, withExtension, withText } from "./extension-tree.ts";
import { type Loss, lossOf } from "./loss.ts";
import { problemDescription } from "./problem-description.ts";

export type { Loss } from "./loss.ts";

/**
 * How {@link applyToAdverseEvent} writes the digital part.
 *
 * @example
 * const options: AdverseEventOptions = { describeInMain: true };
 */
export interface AdverseEventOptions {
  /** Taxonomy release. Default: {@link lfpse5}. */
  readonly profile?: LfpseProfile;
  /** Also put the digital sentence into the main description. Only with the reporter's consent. Default: `false`. */
  readonly describeInMain?: boolean;
  /** Device type for software that is a medical device: `100` standalone software and apps, `57` IT systems. Default: `100`. */
  readonly deviceType?: "57" | "100";
}

/**
 * An `AdverseEvent` with its digital part, and what LFPSE had no place for.
 *
 * @example
 * const { resource, lost }: AppliedAdverseEvent = { resource: { resourceType: "AdverseEvent" }, lost: [] };
 */
export interface AppliedAdverseEvent {
  readonly resource: AdverseEvent;
  /** Answers that could not be carried, each with the reason. The answers themselves are not repeated. */
  readonly lost: readonly Loss[];
}

const suspectedParts: readonly string[] = ["main", "contributed", "possible"];

/**
 * Returns a copy of an `AdverseEvent` with the digital part of a record added: agent 9, the involvement factors, the
 * composed problem description, the Yellow Card reference; agent 3 with a `Device` where the software is known to be a
 * medical device; risk theme 6 for a risk. Everything else is left as the vendor built it, and applying the same record
 * twice changes nothing more.
 *
 * @param resource - The vendor's `AdverseEvent`, or one from {@link toMinimalAdverseEvent}.
 * @param record - A parsed record. With `part` none or unknown only the Yellow Card reference is added.
 * @param options - Taxonomy release and choices.
 * @see docs/lfpse.md, "What we write where"; LFPSE taxonomy v5, adverse-event-agent-5 and adverse-event-problem-it-systems-5
 * @example
 * const parsed = parseRecord(JSON.parse("{}"));
 * if (parsed.ok) applyToAdverseEvent({ resourceType: "AdverseEvent" }, parsed.value).lost;
 */
export function applyToAdverseEvent(
  resource: AdverseEvent,
  record: DigitalFactorsRecord,
  options: AdverseEventOptions = {},
): AppliedAdverseEvent {
  const { profile = lfpse5, describeInMain = false, deviceType = "100" } = options;
  const definition = (id: string) => `${profile.canonicalBase}StructureDefinition/${id}-${profile.version}`;
  const isSuspected = suspectedParts.includes(record.part);
  const isInvolved = isSuspected || record.part === "helped";
  const isDevice = isInvolved && record.systems.some((system) => system.medicalDevice === "yes");
  const reference = record.yellowCard.references[0]?.value;

  let extension = resource.extension;
  if (isInvolved || reference !== undefined) {
    extension = withExtension(extension, definition("adverse-event-agent"), (inner) => {
      const agents = withCodes(inner, "InvolvedAgents", isInvolved ? ["9", ...(isDevice ? ["3"] : [])] : []);
      return reference === undefined ? agents : withText(agents, "YellowCardReference", reference);
    });
  }
  if (isSuspected) {
    const involvement = record.involvement.length > 0 ? record.involvement : involvementFromFactors(record.factors);
    extension = withExtension(extension, definition("adverse-event-problem-it-systems"), (inner) =>
      withProblem(withCodes(inner, "ITSystemsInvolvementFactors", involvement), problemDescription(record)),
    );
  }
  if (record.eventType === "risk" && isSuspected) {
    extension = withExtension(extension, definition("adverse-event-risk-details"), withRiskTheme);
  }
  const withParts: AdverseEvent = {
    ...resource,
    ...(extension === undefined ? {} : { extension }),
  };
  const withDevice = isDevice
    ? addDevice(withParts, definition("adverse-event-device-details"), deviceType)
    : withParts;
  return {
    resource: describeInMain && isSuspected ? describe(withDevice, problemDescription(record)) : withDevice,
    lost: lossOf(record),
  };
}

/** Adds our sentence to what the vendor wrote in the box; the same sentence is never written twice. */
function withProblem(inner: readonly Extension[], description: string): readonly Extension[] {
  const url = "ProblemDescriptionSystemsSoftware";
  const known = textAt(inner, url);
  if (description === "" || known?.includes(description)) return inner;
  return withText(inner, url, known === undefined || known === "" ? description : `${known} ${description}`);
}

/** Risk theme 6 is IT; whether the risk is imminent has to be there and is unknown unless the vendor says. */
function withRiskTheme(inner: readonly Extension[]): readonly Extension[] {
  const themed = withCodes(inner, "RiskTheme", ["6"]);
  return themed.some(({ url }) => url === "RiskImminent")
    ? themed
    : [...themed, { url: "RiskImminent", valueCode: "u" }];
}

/** Adds a contained device of this type, once, under an id that is free. */
function addDevice(resource: AdverseEvent, url: string, deviceType: string): AdverseEvent {
  const contained = resource.contained ?? [];
  const isThere = contained.some(
    (each) =>
      each.resourceType === "Device" &&
      each.extension?.some(
        (outer) =>
          outer.url === url &&
          outer.extension?.some((inner) => inner.url === "DeviceType" && inner.valueCode === deviceType),
      ),
  );
  if (isThere) return resource;
  const ids = new Set(contained.map(({ id }) => id));
  let number = 1;
  while (ids.has(`digital-device${number}`)) number += 1;
  const id = `digital-device${number}`;
  return {
    ...resource,
    contained: [
      ...contained,
      {
        resourceType: "Device",
        id,
        extension: [{ url, extension: [{ url: "DeviceType", valueCode: deviceType }] }],
      },
    ],
    suspectEntity: [...(resource.suspectEntity ?? []), { instance: { reference: `#${id}` } }],
  };
}

function describe(resource: AdverseEvent, sentence: string): AdverseEvent {
  const known = resource.description ?? "";
  if (sentence === "" || known.includes(sentence)) return resource;
  return {
    ...resource,
    description: known === "" ? sentence : `${known} ${sentence}`,
  };
}
