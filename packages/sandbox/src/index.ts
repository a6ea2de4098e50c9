export { type Fault, type FaultName, faultNames } from "./faults/fault.ts";
export { fullAdverseEvent } from "./fixtures/full-adverse-event.ts";
export { minimalAdverseEvent } from "./fixtures/minimal-adverse-event.ts";
export type { SandboxEvent, SandboxEventVersion } from "./handlers/event-store.ts";
export type { SandboxRules } from "./handlers/sandbox-core.ts";
export { type Sandbox, type SandboxOptions, startSandbox } from "./server.ts";
