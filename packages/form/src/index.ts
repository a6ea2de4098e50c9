export { DigitalFactorsForm } from "./components/digital-factors-form.ts";
export { ReportingRoutes } from "./components/reporting-routes.ts";
export { YellowCardPrompt } from "./components/yellow-card-prompt.ts";
export type { Fault } from "./controllers/validation.ts";
export type {
  ChangedDetail,
  CompletedDetail,
  DigitalFactorsEventMap,
  FactAnsweredDetail,
  InvalidDetail,
  YellowCardAnsweredDetail,
} from "./events/events.ts";
export type { Delivery } from "./screens/confirmation.ts";
export { type Strings, stringsEn } from "./strings/en.ts";
export { type StandaloneStrings, standaloneStringsEn } from "./strings/standalone-en.ts";
export { registerStrings, type StringOverrides } from "./strings/strings.ts";
export { formVersion } from "./version.ts";
