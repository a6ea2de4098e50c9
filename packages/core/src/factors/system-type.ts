import { systemTypeIds } from "../generated/factors.ts";

/**
 * Id of a kind of system, such as `prescribing`; `not-sure` when the reporter does not know which.
 *
 * @example
 * const type: SystemTypeId = "prescribing";
 */
export type SystemTypeId = (typeof systemTypeIds)[number];

/**
 * Every system type, in the order shown; `other-system` and `not-sure` come last.
 *
 * @example
 * systemTypes.at(-1); // "not-sure"
 */
export const systemTypes: readonly SystemTypeId[] = systemTypeIds;

/**
 * Functions that make a product likely to be a medical device.
 *
 * @see MHRA Drug Safety Update, 25 January 2023 (ePMA); UK MDR 2002, intended purpose
 * @example
 * deviceLikelyFunctions.includes("prescribing"); // true
 */
export const deviceLikelyFunctions = [
  "dose-calculation",
  "prescribing",
  "decision-support",
  "diagnosis",
  "triage",
  "alarm-monitoring",
  "remote-monitoring",
  "image-analysis",
  "therapy-control",
  "laboratory-measurement",
  "scribe-summary",
  "complex-calculation",
  "digital-therapy",
  "contraception",
] as const;

/**
 * Functions that make a product unlikely to be a medical device.
 *
 * @example
 * deviceUnlikelyFunctions.includes("video"); // true
 */
export const deviceUnlikelyFunctions = [
  "record-keeping",
  "messaging",
  "scheduling",
  "video",
  "network",
  "login",
  "dictation",
  "simple-score",
  "administration",
  "blood-laboratory",
] as const;

/**
 * Every function a system can be listed with, as far as it decides whether it is likely to be a medical device.
 *
 * @see docs/rules.md, "Is the software a medical device?"
 * @example
 * systemFunctions.at(-1); // "unknown"
 */
export const systemFunctions = [...deviceLikelyFunctions, ...deviceUnlikelyFunctions, "other", "unknown"] as const;

/**
 * What a system does.
 *
 * @example
 * const doses: SystemFunction = "dose-calculation";
 */
export type SystemFunction = (typeof systemFunctions)[number];
