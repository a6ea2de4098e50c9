import { assessYellowCard, factorIds, type RecordDraft, recordValues, systemTypes } from "@digital-factors/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standaloneWordsFor } from "../strings/standalone.ts";
import { type PromptListener, type PromptSettings, YellowCardPromptState } from "./yellow-card-prompt-state.ts";

function newState(record: RecordDraft = {}, settings: Partial<PromptSettings> = {}) {
  const sent: Parameters<PromptListener["yellowCardAnswered"]>[] = [];
  const state = new YellowCardPromptState({
    settings: {
      nation: "england",
      reporter: "staff",
      criteria: [],
      headingLevel: 3,
      strings: standaloneWordsFor("en"),
      ...settings,
    },
    changed: () => {},
    factAnswered: () => {},
    yellowCardAnswered: (...details) => {
      sent.push(details);
      return false;
    },
  });
  state.setHost(record);
  return { state, sent };
}

const harmed: RecordDraft = { part: "main", systems: [{ type: "prescribing" }], harm: { kind: "actual" } };
const oneOf = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
const anyHost: fc.Arbitrary<RecordDraft> = fc.record(
  {
    part: oneOf(recordValues.part),
    nation: oneOf(recordValues.nation),
    reporter: oneOf(recordValues.reporter),
    systems: fc.array(fc.record({ type: oneOf(systemTypes), medicalDevice: oneOf(recordValues.yesNoUnknown) }), {
      maxLength: 2,
    }),
    factors: fc.array(oneOf(factorIds), { maxLength: 2 }),
    harm: fc.record({ kind: oneOf(recordValues.harmKind) }),
    medicine: fc.record({ reaction: oneOf(recordValues.yesNoUnknown), serious: oneOf(recordValues.yesNoUnknown) }),
    yellowCard: fc.record({
      status: oneOf(recordValues.yellowCardStatus),
      references: fc.array(fc.record({ covers: oneOf(recordValues.covers), value: fc.constant("ADR 24016450") }), {
        maxLength: 2,
      }),
    }),
  },
  { requiredKeys: ["part", "systems"] },
);

describe("YellowCardPromptState", () => {
  it("asks wherever the rules of core ask, and nowhere else", () => {
    fc.assert(
      fc.property(anyHost, (record) => {
        const isBare = record.part === "unknown" && record.systems?.length === 0;
        fc.pre(!isBare);
        const { device, medicine } = assessYellowCard(record);
        const isNeeded = [device, medicine].some(({ action }) => action !== "none" && action !== "linked");
        expect(newState(record).state.isVisible("yellow-card")).toBe(isNeeded);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps a deciding question in sight once it is answered, and says what the rules say then", () => {
    fc.assert(
      fc.property(anyHost, oneOf(recordValues.yesNoUnknown), oneOf(recordValues.harmKind), (record, device, kind) => {
        const { state } = newState(record);
        if (state.isVisible("medical-device")) {
          const [system = { type: "not-sure" as const }, ...others] = state.draft.systems ?? [];
          state.answer("medical-device", { systems: [{ ...system, medicalDevice: device }, ...others] });
          expect(state.isVisible("medical-device")).toBe(true);
          expect(state.record.systems?.[0]?.medicalDevice).toBe(device);
        }
        if (state.isVisible("harm")) {
          state.answer("harm", { harm: { kind } });
          expect(state.isVisible("harm")).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("never loses a reference of the host, whatever is answered", () => {
    fc.assert(
      fc.property(anyHost, oneOf(recordValues.yellowCardStatus), (record, status) => {
        const { state } = newState(record);
        state.answer("yellow-card", { yellowCard: { status, references: [] } }, { reference: "" });
        const covering = record.yellowCard?.references?.filter(({ covers }) => covers !== "unknown") ?? [];
        if (state.yellowCard !== undefined)
          expect(state.yellowCard.references).toEqual(expect.arrayContaining(covering));
        else expect(state.record.yellowCard).toEqual(record.yellowCard);
      }),
    );
  });

  it("follows what the host ticked in LFPSE's criteria question", () => {
    expect(newState({ part: "none" }).state.isEmpty).toBe(true);
    expect(newState({ part: "none" }, { criteria: ["3"] }).state.isVisible("yellow-card")).toBe(true);
    expect(newState({}, { criteria: ["7"] }).state.isEmpty).toBe(false);
  });

  it("brings back what it saved", () => {
    const { state } = newState(harmed);
    state.answer(
      "yellow-card",
      { yellowCard: { status: "reported", references: [{ covers: "device", value: "ADR 24016450" }] } },
      { reference: "ADR 24016450" },
    );
    const { state: other } = newState(harmed);
    other.restore(state.saved);
    expect(other.yellowCard).toEqual(state.yellowCard);
    expect(other.answers.reference).toBe("ADR 24016450");
    other.restore(newState().state.saved);
    expect(other.yellowCard).toEqual(state.yellowCard);
  });

  it("forgets what was answered when another report comes", () => {
    const { state, sent } = newState({ ...harmed, id: "7b1c9f0a-5b1e-4c7e-9d53-0c6a2f1f9a11" });
    const answer = () => {
      state.answer("yellow-card", { yellowCard: { status: "not-reported", references: [] } });
      state.settle();
      state.settle();
    };
    answer();
    state.setHost({ ...harmed, id: "7b1c9f0a-5b1e-4c7e-9d53-0c6a2f1f9a12" });
    expect(state.yellowCard).toBe(undefined);
    answer();
    expect(sent).toHaveLength(2);
  });

  it("asks of a risk nothing about harm", () => {
    const record: RecordDraft = { part: "main", systems: [{ type: "prescribing" }] };
    expect(newState(record).state.isVisible("harm")).toBe(true);
    expect(newState({ ...record, eventType: "risk" }).state.isVisible("harm")).toBe(false);
  });
});
