export { DigitalFactorsForm } from "./components/digital-factors-form.ts";
export { ReportingRoutes } from "./components/reporting-routes.ts";
export { YellowCardPrompt } from "./components/yellow-card-prompt.ts";
export type { Nudge, NudgedForm, NudgeMaker } from "./controllers/nudge.ts";
export type { DraftCipher } from "./controllers/saved-draft.ts";
export type { Fault } from "./controllers/validation.ts";
export type {
  ChangedDetail,
  CompletedDetail,
  CueFoundDetail,
  DigitalFactorsEventMap,
  FactAnsweredDetail,
  InvalidDetail,
  NudgeAnsweredDetail,
  ValidDetail,
  YellowCardAnsweredDetail,
} from "./events/events.ts";
export type { Delivery } from "./screens/confirmation.ts";
export { type Strings, stringsEn } from "./strings/en.ts";
export { type StandaloneStrings, standaloneStringsEn } from "./strings/standalone-en.ts";
export { registerStrings, type StringOverrides } from "./strings/strings.ts";
export { formVersion } from "./version.ts";
