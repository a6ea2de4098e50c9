import { type DigitalFactorsRecord, type RecordDraft, systemTypes } from "@digital-factors/core";
import type { Strings } from "../strings/en.ts";
import { fill } from "../strings/strings.ts";

type System = DigitalFactorsRecord["systems"][number];
type SystemDraft = NonNullable<RecordDraft["systems"]>[number];

/** One system that can be picked. */
export interface SystemChoice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly system: SystemDraft;
}

const usualForStaff = [
  "epr",
  "gp-record",
  "prescribing",
  "tests",
  "imaging",
  "observations",
  "connected-device",
  "network-and-logins",
];
const usualForPublic = [
  "patient-app",
  "gp-record",
  "online-consultation",
  "video-consultation",
  "remote-monitoring",
  "connected-device",
  "prescribing",
  "patient-admin",
];

/** The systems to show first, and those that only the search finds. */
export function systemChoices(
  hostSystems: readonly System[],
  reporter: RecordDraft["reporter"],
  strings: Strings,
): { readonly usual: readonly SystemChoice[]; readonly others: readonly SystemChoice[] } {
  const fromHost = hostSystems.map((system, index) => fromHostList(system, index, strings));
  const byType = systemTypes
    .filter((type) => type !== "other-system" && type !== "not-sure")
    .map((type): SystemChoice => ({ value: type, ...strings.labels.systemTypes[type], system: { type } }));
  if (fromHost.length > 0) return { usual: fromHost.slice(0, 8), others: [...fromHost.slice(8), ...byType] };
  const usual = reporter === "patient" || reporter === "public" ? usualForPublic : usualForStaff;
  return {
    usual: byType.filter(({ value }) => usual.includes(value)),
    others: byType.filter(({ value }) => !usual.includes(value)),
  };
}

function fromHostList(system: System, index: number, strings: Strings): SystemChoice {
  const typeLabel = strings.labels.systemTypes[system.type].label;
  const version = system.version === undefined ? undefined : fill(strings.system.version, { version: system.version });
  const details = [system.name === undefined ? undefined : typeLabel, system.supplier, version]
    .filter(Boolean)
    .join(", ");
  return { value: `host-${index}`, label: system.name ?? typeLabel, hint: details, system };
}

/** The choice that a system in the record stands for; `undefined` for one that only the search, or the host, knows. */
export function choiceOf(system: SystemDraft | undefined, choices: readonly SystemChoice[]): SystemChoice | undefined {
  return (
    system &&
    choices.find(
      (choice) =>
        choice.system.type === system.type &&
        choice.system.name === system.name &&
        choice.system.version === system.version,
    )
  );
}

/** The choices whose name or hint holds every word that was typed. */
export function matchingChoices(choices: readonly SystemChoice[], search: string): readonly SystemChoice[] {
  const words = search.toLowerCase().split(/\s+/);
  return choices.filter(({ label, hint }) =>
    words.every((word) => `${label} ${hint ?? ""}`.toLowerCase().includes(word)),
  );
}
