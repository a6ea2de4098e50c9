import { deviceLikelyFunctions, deviceUnlikelyFunctions } from "../factors/system-type.ts";
import type { RecordDraft, SystemDraft } from "../record/record.ts";
import { functionsOfFactor, functionsOfSystemType } from "./system-functions.ts";

/**
 * Whether a system is, or may be, a medical device.
 *
 * @example
 * const status: DeviceStatus = "unknown";
 */
export type DeviceStatus = "yes" | "no" | "unknown";

const likely: readonly string[] = deviceLikelyFunctions;
const unlikely: readonly string[] = deviceUnlikelyFunctions;

/**
 * Returns whether the systems of a record are likely to be medical devices: `yes` if one is, `no` only if every one is
 * known not to be, else `unknown`.
 *
 * What a person said (`medicalDevice`) comes first, then the functions the host listed, then what the type of system and
 * the factors show. A "no" against a function that makes a product a device counts as `unknown`: the wrong "no" is the
 * worse fault.
 *
 * @param record - A record or a draft.
 * @see docs/rules.md, "Is the software a medical device?"
 * @example
 * deviceStatus({ systems: [{ type: "prescribing" }] }); // "yes"
 * deviceStatus({ systems: [{ type: "video-consultation" }] }); // "no"
 */
export function deviceStatus(record: RecordDraft): DeviceStatus {
  const systems = record.systems ?? [];
  if (systems.length === 0) return "unknown";
  const statuses = systems.map((system) => statusOf(system, record));
  if (statuses.includes("yes")) return "yes";
  return statuses.every((status) => status === "no") ? "no" : "unknown";
}

function statusOf(system: SystemDraft, record: RecordDraft): DeviceStatus {
  if (system.medicalDevice === "yes") return "yes";
  const listed = system.functions ?? [];
  const status = listed.length > 0 ? byListedFunctions(listed) : byInference(system, record);
  if (system.medicalDevice === "no") return status === "yes" && listed.length > 0 ? "unknown" : "no";
  return status;
}

function byListedFunctions(functions: readonly string[]): DeviceStatus {
  if (functions.some((each) => likely.includes(each))) return "yes";
  return functions.every((each) => unlikely.includes(each)) ? "no" : "unknown";
}

/** Type and factors must point the same way; where they differ, nobody knows yet. */
function byInference(system: SystemDraft, record: RecordDraft): DeviceStatus {
  const byType = functionsOfSystemType[system.type];
  const byFactor = (record.factors ?? []).flatMap((id) => functionsOfFactor[id] ?? []);
  const all = [...byType, ...byFactor];
  if (system.usesAi === "yes") all.push("unknown");
  if (all.length === 0) return "unknown";
  if (all.every((each) => likely.includes(each))) return "yes";
  if (byType.some((each) => likely.includes(each))) return "yes";
  return all.every((each) => unlikely.includes(each)) ? "no" : "unknown";
}
