export type { CueKind } from "./cue-words.ts";
export { type DigitalCue, findDigitalCues } from "./cues.ts";
export { findIdentifiers, type IdentifierSpan, isNhsNumber } from "./identifiers.ts";
