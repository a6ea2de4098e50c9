import { describe, expect, it } from "vitest";
import type { DeliveryState } from "../store/delivery-state.ts";
import type { OperationKind } from "../store/record-store.ts";
import { plainSealer } from "../store/sealer.ts";
import { currentOf } from "../store/sql/kept-record.ts";
import type { TransferEntry } from "../store/transfer-store.ts";
import { restoredEntry } from "./restored-entry.ts";

type Step = readonly [kind: OperationKind, state: DeliveryState];

function recordOf(steps: readonly Step[], isAtLfpse: boolean): TransferEntry {
  const operations = steps.map(([kind, state], index) => ({
    sequence: index + 1,
    kind,
    key: `${index}`,
    fingerprint: "f",
    receipt: "{}",
    receivedAtMs: 1,
    actor: "token:example",
    state,
    attempts: 0,
  }));
  return {
    type: "record",
    id: "a",
    organisation: "Z01",
    state: currentOf(operations).state,
    receivedAtMs: 1,
    changedAtMs: 1,
    ...(isAtLfpse ? { lfpse: { id: "example-1" } } : {}),
    isYellowCardMissing: false,
    fence: 1,
    operations,
  };
}

/** Returns the states after a restore: the record's, then those of its operations. */
function restoredStates(steps: readonly Step[], isAtLfpse: boolean): readonly string[] {
  const restored = restoredEntry(recordOf(steps, isAtLfpse), plainSealer);
  if (restored.type !== "record") throw new TypeError("There is no record.");
  return [restored.state, ...restored.operations.map(({ state }) => state)];
}

describe("restoredEntry", () => {
  it.each<[string, boolean, readonly Step[], readonly string[]]>([
    ["a create", false, [["create", "waiting"]], ["unknown", "unknown"]],
    [
      "a create and the updates behind it",
      false,
      [
        ["create", "sending"],
        ["update", "waiting"],
        ["yellow-card", "waiting"],
      ],
      ["unknown", "unknown", "parked", "parked"],
    ],
    [
      "an update that is sent as a create, after LFPSE refused the first",
      false,
      [
        ["create", "rejected"],
        ["update", "waiting"],
        ["update", "waiting"],
      ],
      ["unknown", "rejected", "unknown", "parked"],
    ],
    [
      "every update of what LFPSE has",
      true,
      [
        ["create", "accepted"],
        ["update", "sending"],
        ["yellow-card", "waiting"],
      ],
      ["parked", "accepted", "parked", "parked"],
    ],
    [
      "updates behind a create that was unknown",
      false,
      [
        ["create", "unknown"],
        ["update", "waiting"],
      ],
      ["unknown", "unknown", "parked"],
    ],
    [
      "updates behind an update that was parked",
      true,
      [
        ["create", "accepted"],
        ["update", "parked"],
        ["update", "waiting"],
      ],
      ["parked", "accepted", "parked", "parked"],
    ],
    [
      "what is in front of a withdrawal, which then has to wait for it",
      true,
      [
        ["create", "accepted"],
        ["update", "waiting"],
        ["withdraw", "waiting"],
      ],
      ["parked", "accepted", "parked", "waiting"],
    ],
    [
      "a create in front of a withdrawal",
      false,
      [
        ["create", "sending"],
        ["update", "waiting"],
        ["withdraw", "waiting"],
      ],
      ["unknown", "unknown", "parked", "waiting"],
    ],
  ])("holds back %s", (_, isAtLfpse, steps, states) => {
    expect(restoredStates(steps, isAtLfpse)).toEqual(states);
  });

  it.each<[string, boolean, readonly Step[]]>([
    [
      "a withdrawal that is next",
      true,
      [
        ["create", "accepted"],
        ["withdraw", "waiting"],
      ],
    ],
    [
      "what is done",
      true,
      [
        ["create", "accepted"],
        ["update", "rejected"],
      ],
    ],
    [
      "what was taken back",
      true,
      [
        ["create", "accepted"],
        ["withdraw", "withdrawn"],
      ],
    ],
  ])("leaves %s as it is", (_, isAtLfpse, steps) => {
    const entry = recordOf(steps, isAtLfpse);
    expect(restoredEntry(entry, plainSealer)).toEqual(entry);
  });

  it("seals why it is held, for the place where it is kept", () => {
    const sealer = { ...plainSealer, seal: (text: string, place: string) => Buffer.from(`${place} ${text}`) };
    const restored = restoredEntry(
      recordOf(
        [
          ["create", "waiting"],
          ["update", "waiting"],
        ],
        false,
      ),
      sealer,
    );
    const issues = restored.type === "record" ? restored.operations.map((each) => each.issues ?? "") : [];
    expect(issues.map((each) => Buffer.from(each, "base64").toString())).toEqual([
      expect.stringMatching(/^a\/1\/issues .*"restored".*the report by now/),
      expect.stringMatching(/^a\/2\/issues .*"restored".*a later version by now/),
    ]);
  });
});
