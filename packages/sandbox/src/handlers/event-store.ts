import type { AdverseEvent, Extension, LfpseProfile } from "@digital-factors/core";

/**
 * One version of an event, as the sandbox stored it.
 *
 * @example
 * const versions: readonly SandboxEventVersion[] = [];
 */
export interface SandboxEventVersion {
  /** `"1"` for the first, then counted up. */
  readonly versionId: string;
  /** Instant, ISO 8601. */
  readonly receivedAt: string;
  readonly resource: AdverseEvent;
}

/**
 * One event that the sandbox holds: its newest version, and every version before it.
 *
 * @example
 * const sandbox = await startSandbox({ port: 0, subscriptionKey: "example" });
 * const events: readonly SandboxEvent[] = sandbox.events();
 * await sandbox.close();
 */
export interface SandboxEvent extends SandboxEventVersion {
  readonly id: string;
  /** Plainly artificial, such as `SANDBOX-000001`: the format of the real number is not known. */
  readonly referenceNumber: string;
  /** Oldest first, the newest included. */
  readonly versions: readonly SandboxEventVersion[];
  /** There, and true, after a DELETE. The versions stay to be looked at. */
  readonly deleted?: true;
}

/** What the store needs from outside, so that a test can fix it. */
export interface EventStoreOptions {
  readonly now: () => Date;
  readonly createId: () => string;
}

/** The events that the sandbox holds, in memory. */
export interface EventStore {
  readonly list: () => readonly SandboxEvent[];
  readonly find: (id: string) => SandboxEvent | undefined;
  /** Returns what a create of the very same content was answered with, unless that event was deleted. */
  readonly findCreated: (resource: AdverseEvent) => AdverseEvent | undefined;
  /** Stores a new event. Two alike are two: the store merges nothing, so that a double shows. */
  readonly create: (resource: AdverseEvent, profile: LfpseProfile) => AdverseEvent;
  /** Stores a new version of `event`, under its id and reference number. */
  readonly update: (event: SandboxEvent, resource: AdverseEvent, profile: LfpseProfile) => AdverseEvent;
  readonly remove: (event: SandboxEvent) => void;
  readonly clear: () => void;
}

/** Returns an empty store. */
export function createEventStore({ now, createId }: EventStoreOptions): EventStore {
  const events = new Map<string, SandboxEvent>();
  /** Id of the event that a content was last created as. */
  const created = new Map<string, string>();
  let lastNumber = 0;

  const store = (
    id: string,
    referenceNumber: string,
    earlier: readonly SandboxEventVersion[],
    sent: AdverseEvent,
    profile: LfpseProfile,
  ) => {
    const versionId = String(earlier.length + 1);
    const resource: AdverseEvent = {
      ...sent,
      id,
      meta: { ...sent.meta, versionId },
      extension: withReferenceNumber(sent.extension ?? [], referenceNumber, profile),
    };
    const version = { versionId, receivedAt: now().toISOString(), resource };
    events.set(id, { id, referenceNumber, ...version, versions: [...earlier, version] });
    return resource;
  };

  return {
    list: () => [...events.values()],
    find: (id) => events.get(id),
    findCreated: (resource) => {
      const event = events.get(created.get(canonicalJson(resource)) ?? "");
      return event === undefined || event.deleted ? undefined : event.versions[0]?.resource;
    },
    create: (resource, profile) => {
      lastNumber += 1;
      const stored = store(createId(), `SANDBOX-${String(lastNumber).padStart(6, "0")}`, [], resource, profile);
      created.set(canonicalJson(resource), String(stored.id));
      return stored;
    },
    update: (event, resource, profile) => store(event.id, event.referenceNumber, event.versions, resource, profile),
    remove: (event) => {
      events.set(event.id, { ...event, deleted: true });
    },
    clear: () => {
      events.clear();
      created.clear();
      lastNumber = 0;
    },
  };
}

/** Puts the reference number first in the reference-metadata extension, and that extension last, as it was seen. */
function withReferenceNumber(
  extensions: readonly Extension[],
  referenceNumber: string,
  profile: LfpseProfile,
): readonly Extension[] {
  const url = `${profile.canonicalBase}StructureDefinition/adverse-event-reference-metadata-${profile.version}`;
  const sent = extensions.find((each) => each.url === url)?.extension ?? [];
  const kept = sent.filter((each) => each.url !== "ReferenceNumber");
  const optOut = kept.some((each) => each.url === "DataSharingOptOut")
    ? []
    : [{ url: "DataSharingOptOut", valueBoolean: false }];
  return [
    ...extensions.filter((each) => each.url !== url),
    { url, extension: [{ url: "ReferenceNumber", valueString: referenceNumber }, ...kept, ...optOut] },
  ];
}

/** Returns JSON that is the same for the same content, whatever the order of its names. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
