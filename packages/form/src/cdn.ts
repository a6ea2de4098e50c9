import "./define.ts";

export { createMemoryStore, createRelayClient, openIndexedDbStore } from "@digital-factors/client";
export { issuesFromOperationOutcome } from "@digital-factors/core";
export { registerStrings } from "./strings/strings.ts";
