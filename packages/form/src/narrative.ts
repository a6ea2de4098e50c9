import { registerNudge } from "./controllers/nudge.ts";
import { NarrativeNudge } from "./narrative/narrative-nudge.ts";

registerNudge((element, form) => new NarrativeNudge(element, form));

export { type NudgeStrings, nudgeStringsEn } from "./strings/nudge-en.ts";
