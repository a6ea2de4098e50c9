import { involvementFromFactors } from "../../factors/involvement.ts";
import type { DigitalFactorsRecord } from "../../record/record.ts";
import { isSuspectedPart } from "../../record/suspected-parts.ts";
import type { AdverseEvent, Extension } from "../fhir-stu3.ts";
import { type LfpseProfile, lfpse5 } from "../lfpse-profile.ts";
import { codesAt, textAt, withCodes, withExtension, withText } from "./extension-tree.ts";
import { type Loss, lossOf } from "./loss.ts";
import { problemDescription } from "./problem-description.ts";
import { hasCode, homeOf, isRequired, softwareDeviceType } from "./profile-places.ts";

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
  /**
   * Device type for software that is a medical device: `100` standalone software and apps, `57` IT systems. Default: `100`.
   * Where the release has no `100` (v4), `57` is written and the loss is returned.
   */
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

/**
 * Returns a copy of an `AdverseEvent` with the digital part of a record added: agent 9, the involvement factors, the
 * composed problem description, the Yellow Card reference; agent 3 with a `Device` where the software is known to be a
 * medical device; risk theme 6 for a risk. Everything else is left as the vendor built it, and applying the same record
 * twice changes nothing more. Each answer goes to the extension that holds its element in the release: in v4 the two IT
 * elements stand in `adverse-event-problem-4`, and there is no place for a Yellow Card reference.
 *
 * @param resource - The vendor's `AdverseEvent`, or one from {@link toMinimalAdverseEvent}.
 * @param record - A parsed record. With `part` none or unknown only the Yellow Card reference is added.
 * @param options - Taxonomy release and choices.
 * @returns The copy, and what the release had no place for.
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
  const { profile = lfpse5, describeInMain = false } = options;
  const isSuspected = isSuspectedPart(record.part);
  const isInvolved = isSuspected || record.part === "helped";
  const isDevice = isInvolved && record.systems.some((system) => system.medicalDevice === "yes");
  const reference = record.yellowCard.references[0]?.value;
  let extension = resource.extension;
  /** Changes the extension that holds the element in this release; where none does, `lossOf` says so. */
  const write = (element: string, change: (inner: readonly Extension[]) => readonly Extension[]) => {
    const home = homeOf(profile, element);
    if (home !== undefined) extension = withExtension(extension, home, change);
  };

  if (isInvolved) {
    write("InvolvedAgents", (inner) => withCodes(inner, "InvolvedAgents", ["9", ...(isDevice ? ["3"] : [])]));
  }
  if (reference !== undefined) {
    write("YellowCardReference", (inner) => withReference(inner, profile, reference));
  }
  if (isSuspected) {
    const involvement = record.involvement.length > 0 ? record.involvement : involvementFromFactors(record.factors);
    write("ITSystemsInvolvementFactors", (inner) => withCodes(inner, "ITSystemsInvolvementFactors", involvement));
    write("ProblemDescriptionSystemsSoftware", (inner) => withProblem(inner, problemDescription(record)));
  }
  const isThemed = record.eventType === "risk" && isSuspected;
  if (isThemed) write("RiskTheme", (inner) => withRiskTheme(inner, profile, problemDescription(record)));
  const withParts: AdverseEvent = {
    ...resource,
    ...(extension === undefined ? {} : { extension }),
  };
  const deviceType = hasCode(profile, "DeviceType", options.deviceType ?? softwareDeviceType)
    ? (options.deviceType ?? softwareDeviceType)
    : "57";
  const deviceDetails = homeOf(profile, "DeviceType");
  const withDevice =
    isDevice && deviceDetails !== undefined ? addDevice(withParts, deviceDetails, deviceType) : withParts;
  const isThemeLeftOut = isThemed && !codesAt(extension, homeOf(profile, "RiskTheme"), "RiskTheme").includes("6");
  const isReferenceLeftOut =
    reference !== undefined &&
    !extension?.some(
      ({ url, extension: inner = [] }) =>
        url === homeOf(profile, "YellowCardReference") && textAt(inner, "YellowCardReference") === reference,
    );
  return {
    resource: describeInMain && isSuspected ? describe(withDevice, problemDescription(record)) : withDevice,
    lost: [
      ...lossOf(record, profile),
      ...(isReferenceLeftOut && homeOf(profile, "YellowCardReference") !== undefined
        ? [
            {
              expression: "yellowCard.references",
              reason: `LFPSE v${profile.version} takes a Yellow Card reference only beside what was involved.`,
            },
          ]
        : []),
      ...(isThemeLeftOut
        ? [{ expression: "eventType", reason: `LFPSE v${profile.version} takes a risk theme only with a description.` }]
        : []),
    ],
  };
}

/** Adds our sentence to what the vendor wrote in the box; the same sentence is never written twice. */
function withProblem(inner: readonly Extension[], description: string): readonly Extension[] {
  const url = "ProblemDescriptionSystemsSoftware";
  const known = textAt(inner, url);
  if (description === "" || known?.includes(description)) return inner;
  return withText(inner, url, known === undefined || known === "" ? description : `${known} ${description}`);
}

/** The reference stands beside what was involved: an event that names nothing has no valid place for it. */
function withReference(inner: readonly Extension[], profile: LfpseProfile, reference: string): readonly Extension[] {
  const isAlone = isRequired(profile, "InvolvedAgents") && !inner.some(({ url }) => url === "InvolvedAgents");
  return isAlone ? inner : withText(inner, "YellowCardReference", reference);
}

/**
 * Risk theme 6 is IT; whether the risk is imminent has to be there and is unknown unless the vendor says. Where the release
 * asks for a description too (v4), ours stands in for one that is missing; without any, nothing is added.
 */
function withRiskTheme(inner: readonly Extension[], profile: LfpseProfile, description: string): readonly Extension[] {
  const url = "RiskDescription";
  const isMissing = isRequired(profile, url) && textAt(inner, url) === undefined;
  if (isMissing && description === "") return inner;
  const themed = withCodes(isMissing ? withText(inner, url, description) : inner, "RiskTheme", ["6"]);
  return themed.some((each) => each.url === "RiskImminent")
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
