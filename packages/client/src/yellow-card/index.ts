export { addYellowCardReference, type LaterReference, type ReferencedRecord } from "./add-reference.ts";
export type {
  E2bDrug,
  E2bNullFlavor,
  E2bOutcome,
  E2bQualification,
  E2bR3Case,
  E2bReaction,
  E2bSenderType,
  E2bSeriousness,
} from "./e2b-r3/e2b-r3-case.ts";
export { toE2bR3 } from "./e2b-r3/to-e2b-r3.ts";
export { createHandOff, type HandOffOptions } from "./hand-off.ts";
export type { HandOffLink, ReportSubject, YellowCardAdapter, YellowCardResult } from "./yellow-card-adapter.ts";
