import {
  factorGroupIds,
  findFactor,
  parseRecord,
  type RecordDraft,
  reporterFactors,
  systemTypes,
} from "@digital-factors/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withRecord } from "../answers/answers.ts";
import { contextFrom } from "../answers/draft-from.ts";
import { snapshotFrom } from "../answers/snapshot.ts";
import { stringsCy } from "../strings/cy.ts";
import { stringsEn } from "../strings/en.ts";
import type { FormListener } from "./answer-state.ts";
import { FormState } from "./form-state.ts";

function newState(settings: Partial<FormListener["settings"]> = {}) {
  const sent: string[] = [];
  const state = new FormState({
    settings: {
      nation: "england",
      reporter: "staff",
      eventType: "incident",
      lfpse: "5",
      layout: "pages",
      systems: [],
      context: {},
      strings: stringsEn,
      ...settings,
    },
    requestUpdate: () => {},
    answered: () => sent.push("answered"),
    completed: () => sent.push("completed"),
    faulted: () => sent.push("faulted"),
    yellowCardAnswered: () => {
      sent.push("yellow-card");
      return false;
    },
  });
  return { state, sent };
}

const answers = fc.record(
  {
    part: fc.constantFrom<RecordDraft["part"]>("main", "contributed", "possible", "helped", "none", "unknown"),
    systems: fc.array(fc.record({ type: fc.constantFrom(...systemTypes) }), { maxLength: 1 }),
    group: fc.constantFrom(...factorGroupIds),
    stillHappening: fc.constantFrom<RecordDraft["stillHappening"]>("yes", "no", "unknown"),
    description: fc.string({ maxLength: 3000 }),
    harm: fc.record({ kind: fc.constantFrom("actual" as const, "none" as const, "unknown" as const) }),
  },
  { requiredKeys: ["part"] },
);

describe("FormState", () => {
  it("says its faults in the language of now", () => {
    const settings = { strings: stringsEn };
    const { state } = newState(settings);
    state.next();
    expect(state.shownFaults).toEqual([{ linkId: "part", message: stringsEn.questions.part.error }]);
    Object.assign(state.settings, { strings: stringsCy });
    expect(state.shownFaults).toEqual([{ linkId: "part", message: stringsCy.questions.part.error }]);
  });

  it("makes a record that parseRecord takes unchanged, whatever was answered", () => {
    fc.assert(
      fc.property(answers, (given) => {
        const { state } = newState();
        state.answer("part", given);
        if (given.group !== undefined)
          state.answer("factors", {
            factors: reporterFactors(given.group)
              .slice(0, 2)
              .map(({ id }) => id),
          });
        expect(parseRecord(state.record)).toEqual({ ok: true, value: state.record });
      }),
    );
  });

  it("keeps answers that are out of sight, but not in the record", () => {
    const { state } = newState();
    state.answer("part", { part: "main", systems: [{ type: "epr" }], group: "screen", description: "Seen" });
    state.answer("part", { part: "none" });
    expect(state.record).toMatchObject({ part: "none", systems: [], factors: [], description: "" });
    state.answer("part", { part: "main" });
    expect(state.record).toMatchObject({ group: "screen", description: "Seen" });
  });

  it("forgets the factors of another tile", () => {
    const { state } = newState();
    state.answer("group", { part: "main", systems: [{ type: "epr" }], group: "screen" });
    state.answer("factors", { factors: ["hard-to-find"] });
    state.answer("group", { group: "alerts" });
    expect(state.record.factors).toEqual([]);
  });

  it("sends the LFPSE codes of the factors until the reporter chooses others", () => {
    const { state } = newState();
    state.answer("group", { part: "main", systems: [{ type: "epr" }], group: "availability" });
    state.answer("factors", { factors: ["backup-plan-failed"] });
    expect(state.record.involvement).toEqual([findFactor("backup-plan-failed")?.lfpse.primary]);
    state.answer("involvement", { involvement: ["6"] }, { isInvolvementChosen: true });
    expect(state.record.involvement).toEqual(["6"]);
    state.answer("factors", { factors: ["system-down"] });
    expect(state.record.involvement).toEqual(["4"]);
  });

  it("asks about harm only if the host has not", () => {
    const story: RecordDraft = {
      part: "main",
      systems: [{ type: "prescribing" }],
      group: "alerts",
      factors: ["calculation-wrong"],
    };
    const asked = newState().state;
    asked.restore(withRecord(asked.answers, story));
    expect(asked.isVisible("harm")).toBe(true);
    const known = newState().state;
    known.restore(withRecord(known.answers, { harm: { kind: "actual" } }));
    known.answer("part", story);
    expect(known.isVisible("harm")).toBe(false);
    expect(known.record.harm.kind).toBe("actual");
  });

  it("does not ask whether a system is a device when the host's list says so", () => {
    const system: FormListener["settings"]["systems"][number] = {
      type: "imaging",
      name: "ExampleImages",
      functions: [],
      medicalDevice: "yes",
    };
    const { state } = newState({ systems: [system] });
    state.answer("part", {
      part: "main",
      systems: [system],
      group: "screen",
      factors: ["hard-to-find"],
      harm: { kind: "actual" },
    });
    expect(state.isVisible("medical-device")).toBe(false);
    expect(state.record.systems[0]?.medicalDevice).toBe("yes");
  });

  it("keeps “sent one” without a usable number as sent, number not known, and stops nobody", () => {
    const { state, sent } = newState();
    state.answer("part", {
      part: "main",
      systems: [{ type: "prescribing" }],
      group: "alerts",
      factors: ["calculation-wrong"],
      harm: { kind: "actual" },
    });
    state.screen = "yellow-card";
    state.answer(
      "yellow-card",
      { yellowCard: { status: "reported", references: [] } },
      { reference: "me@example.org" },
    );
    state.next();
    expect(state.screen).toBe("check-answers");
    expect(state.record.yellowCard).toEqual({ status: "reported-no-number", references: [] });
    expect(sent.filter((name) => name === "yellow-card")).toHaveLength(1);
  });

  it("lets no context into the record before the reporter has seen it, and none that is not on the list", () => {
    const keys = ["product", "version", "module", "screen", "correlationId", "device", "lastErrorId"];
    const anyKey = fc.oneof(fc.constantFrom(...keys), fc.string());
    fc.assert(
      fc.property(fc.dictionary(anyKey, fc.oneof(fc.string({ maxLength: 250 }), fc.anything())), (given) => {
        const context = contextFrom(given);
        const { state } = newState({ context });
        state.answer("part", { part: "unknown" });
        expect(state.record.context).toEqual({});
        state.next();
        expect(state.screen).toBe("check-answers");
        expect(state.record.context).toEqual(context);
        for (const key of Object.keys(state.record.context)) {
          expect(keys).toContain(key);
          state.removeContext(key, "Removed");
          expect(state.record.context).not.toHaveProperty(key);
        }
        expect(JSON.stringify(state.record.context)).toBe("{}");
      }),
    );
  });

  it("sends no context with a report that no system played a part, which never shows it", () => {
    const { state } = newState({ context: { product: "Example" } });
    state.answer("part", { part: "none" });
    state.next();
    expect(state.isDone).toBe(true);
    expect(state.record.context).toEqual({});
  });

  it("takes out a context item for good", () => {
    const { state } = newState({ context: { product: "Example", screen: "Ward" } });
    state.answer("part", { part: "unknown" });
    state.next();
    state.removeContext("screen", "Removed");
    expect(state.record.context).toEqual({ product: "Example" });
  });

  it("goes on from a snapshot with the same record, byte for byte, and the same screen", () => {
    fc.assert(
      fc.property(answers, fc.nat({ max: 4 }), fc.string({ unit: "binary" }), (given, steps, search) => {
        const { state } = newState();
        state.answer("part", given, { kept: ["999 000 0018"] });
        for (let step = 0; step < steps; step += 1) state.next();
        state.search(search);
        const other = newState().state;
        const saved = snapshotFrom(state.snapshot);
        if (saved === undefined) throw new Error("a snapshot can be read");
        other.resume(saved);
        expect(JSON.stringify(other.record)).toBe(JSON.stringify(state.record));
        expect(JSON.parse(other.snapshot)).toEqual(JSON.parse(state.snapshot));
        expect([other.screen, other.systemSearch]).toEqual([state.screen, search]);
        expect(other.draft.description).toBe(given.description);
      }),
    );
  });

  it("never shows more than about what it promised", () => {
    const { state } = newState();
    expect(state.progress).toEqual({ n: 1, total: 4 });
    state.answer("part", { part: "main", systems: [{ type: "epr" }] });
    state.next();
    expect(state.progress).toEqual({ n: 2, total: 4 });
  });
});
