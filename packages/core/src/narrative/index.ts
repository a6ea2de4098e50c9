export type { CueKind } from "./cue-row.ts";
export { findDigitalCues } from "./cues.ts";
export type { DigitalCue } from "./digital-cue.ts";
export { findIdentifiers, type IdentifierSpan, isNhsNumber } from "./identifiers.ts";
