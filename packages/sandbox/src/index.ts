export { type Behaviour, behaviours } from "./behaviours/behaviours.ts";
export { type Fault, type FaultName, faultNames } from "./faults/fault.ts";
export type { RandomFaults } from "./faults/random-faults.ts";
export { fullAdverseEvent } from "./fixtures/full-adverse-event.ts";
export { minimalAdverseEvent } from "./fixtures/minimal-adverse-event.ts";
export type { SandboxEvent, SandboxEventVersion } from "./handlers/event-store.ts";
export type { SandboxRules } from "./handlers/sandbox-core.ts";
export type {
  CheckResult,
  ConformanceReport,
  FaultCount,
  IssueCount,
  RequestCount,
} from "./report/conformance-report.ts";
export { reportMarkdown } from "./report/report-markdown.ts";
export { type PlayScenarioOptions, playScenario, type ScenarioResult } from "./scenarios/play-scenario.ts";
export {
  parseScenario,
  type Scenario,
  type ScenarioExpectation,
  type ScenarioRequest,
  type ScenarioStep,
} from "./scenarios/scenario.ts";
export { scenarios } from "./scenarios/scenarios.ts";
export { type Sandbox, type SandboxOptions, startSandbox } from "./server.ts";
export { type SandboxMode, type SandboxSettings, type SettingName, sandboxModes } from "./settings/settings.ts";
