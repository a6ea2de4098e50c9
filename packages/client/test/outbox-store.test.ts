import "fake-indexeddb/auto";
import { createMemoryStore, openIndexedDbStore } from "@digital-factors/client";
import { describeOutboxStore } from "./outbox-store-conformance.ts";

describeOutboxStore("createMemoryStore", { open: createMemoryStore, isShared: false });
describeOutboxStore("openIndexedDbStore", { open: (name) => openIndexedDbStore({ name }), isShared: true });
