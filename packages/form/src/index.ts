export { DigitalFactorsForm } from "./components/digital-factors-form.ts";
export type { Fault } from "./controllers/validation.ts";
export type {
  ChangedDetail,
  CompletedDetail,
  DigitalFactorsEventMap,
  InvalidDetail,
  YellowCardAnsweredDetail,
} from "./events/events.ts";
export type { Delivery } from "./screens/confirmation.ts";
export { type Strings, stringsEn } from "./strings/en.ts";
export { registerStrings, type StringOverrides } from "./strings/strings.ts";
export { formVersion } from "./version.ts";
