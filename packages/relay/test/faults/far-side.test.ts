import { lfpse5, parseRecord } from "@digital-factors/core";
import type { SandboxEvent } from "@digital-factors/sandbox";
import { expect, it } from "vitest";
import { buildAdverseEvent } from "../../src/delivery/build-adverse-event.ts";
import { judge } from "./far-side.ts";
import { seeded } from "./seeded-random.ts";
import { type SyntheticRecord, syntheticRecord } from "./synthetic-record.ts";

const random = seeded(1);

function eventOf(record: SyntheticRecord, change: Readonly<Record<string, unknown>> = {}): SandboxEvent {
  const parsed = parseRecord(record);
  if (!parsed.ok) throw new TypeError("not valid");
  const built = buildAdverseEvent(parsed.value, undefined, lfpse5);
  if (!built.ok) throw new TypeError("no event");
  const resource = { ...built.value, id: "example-1", ...change };
  const version = { versionId: "1", receivedAt: "2026-01-31T14:05:00Z", resource };
  return { id: "example-1", referenceNumber: "EXAMPLE-1", ...version, versions: [version] };
}

it("a judgement tells what is there once, not at all, twice, and with one word changed", () => {
  const [once, lost, doubled, changed, added] = Array.from({ length: 5 }, () => syntheticRecord(random)) as [
    SyntheticRecord,
    SyntheticRecord,
    SyntheticRecord,
    SyntheticRecord,
    SyntheticRecord,
  ];
  const words = JSON.stringify(eventOf(changed)).replace(
    /Example report ([0-9a-f-]{36}): /g,
    "Example report $1: not ",
  );
  const events = [
    eventOf(once),
    eventOf(doubled),
    eventOf(doubled),
    JSON.parse(words) as SandboxEvent,
    eventOf(added, { date: "2026-02-01" }),
  ];
  expect(judge({ events: () => events }, [once, lost, doubled, changed, added])).toEqual({
    delivered: 4,
    lost: [lost.id],
    doubled: [doubled.id],
    changed: [changed.id, added.id],
  });
});
