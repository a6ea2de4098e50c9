import { type AdverseEvent, type Extension, lfpse5, parseRecord } from "@digital-factors/core";
import type { Sandbox, SandboxEvent } from "@digital-factors/sandbox";
import { buildAdverseEvent } from "../../src/delivery/build-adverse-event.ts";
import { recordIdIn, type SyntheticRecord } from "./synthetic-record.ts";

/** What became of records that were acknowledged, or sent at all, at the far side. */
export interface Verdict {
  readonly delivered: number;
  /** Ids of records that are not there. */
  readonly lost: readonly string[];
  /** Ids of records that are there more than once. */
  readonly doubled: readonly string[];
  /** Ids of records that are there with other content than was sent. */
  readonly changed: readonly string[];
}

/** Returns the events of each synthetic record that a sandbox holds, by the record's id. */
export function eventsByRecord(sandbox: Pick<Sandbox, "events">): ReadonlyMap<string, readonly SandboxEvent[]> {
  const found = new Map<string, SandboxEvent[]>();
  for (const event of sandbox.events()) {
    const id = recordIdIn(JSON.stringify(event.resource));
    if (id === undefined) continue;
    found.set(id, [...(found.get(id) ?? []), event]);
  }
  return found;
}

/** Compares what a sandbox holds with the records that were sent. */
export function judge(sandbox: Pick<Sandbox, "events">, records: Iterable<SyntheticRecord>): Verdict {
  const found = eventsByRecord(sandbox);
  const lost: string[] = [];
  const doubled: string[] = [];
  const changed: string[] = [];
  let delivered = 0;
  for (const record of records) {
    const [event, ...others] = found.get(record.id) ?? [];
    if (event === undefined) {
      lost.push(record.id);
      continue;
    }
    delivered += 1;
    if (others.length > 0) doubled.push(record.id);
    if (!isAsSent(event.resource, record)) changed.push(record.id);
  }
  return { delivered, lost, doubled, changed };
}

/** Whether an event holds what the record says: every word of it, and nothing that it does not say. */
function isAsSent(resource: AdverseEvent, record: SyntheticRecord): boolean {
  const parsed = parseRecord(structuredClone(record));
  if (!parsed.ok) throw new TypeError("The synthetic record is not valid.");
  const expected = buildAdverseEvent(parsed.value, undefined, lfpse5);
  if (!expected.ok) throw new TypeError("The synthetic record has no event.");
  const words = JSON.stringify(record.description).slice(1, -1);
  const isWordForWord = JSON.stringify(resource).includes(words);
  return isWordForWord && canonical(withoutAnswer(resource)) === canonical(withoutAnswer(expected.value));
}

const referenceMetadata = `${lfpse5.canonicalBase}StructureDefinition/adverse-event-reference-metadata-5`;

/** Leaves out what the sandbox adds to an event when it takes it. */
function withoutAnswer({ id: _id, meta, extension = [], ...rest }: AdverseEvent): unknown {
  const { versionId: _versionId, ...sent } = (meta ?? {}) as Readonly<Record<string, unknown>>;
  const kept = extension.map((each) => (each.url === referenceMetadata ? withoutReference(each) : each));
  const byUrl = (one: Extension, other: Extension) => one.url.localeCompare(other.url);
  return { ...rest, meta: sent, extension: kept.filter((each) => each !== undefined).sort(byUrl) };
}

function withoutReference(metadata: Extension): Extension | undefined {
  const inner = (metadata.extension ?? []).filter(
    ({ url, valueBoolean }) => url !== "ReferenceNumber" && !(url === "DataSharingOptOut" && valueBoolean === false),
  );
  return inner.length === 0 ? undefined : { ...metadata, extension: inner };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
