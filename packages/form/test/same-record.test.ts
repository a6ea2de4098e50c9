import {
  factorGroupIds,
  involvementNeedsConfirming,
  type QuestionId,
  type RecordDraft,
  recordLimits,
  recordValues,
  reporterFactors,
  systemTypes,
} from "@digital-factors/core";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withRecord } from "../src/answers/answers.ts";
import type { FormSettings } from "../src/controllers/answer-state.ts";
import { FormState } from "../src/controllers/form-state.ts";
import { stringsEn } from "../src/strings/en.ts";

const id = "7b1c9f0a-5b1e-4c7e-9d53-0c6a2f1f9a11";
/** Made up: 999 numbers are never given to a person. */
const syntheticNhsNumber = "999 000 0018";
const texts = ["", "It showed two doses", `Shown for ${syntheticNhsNumber}`];
const references = ["", "ADR 24016450", "me@example.org", "YC/77/abc"];

function newState(layout: FormSettings["layout"], hosts: RecordDraft): FormState {
  const state = new FormState({
    settings: {
      nation: "england",
      reporter: "staff",
      eventType: "incident",
      lfpse: "5",
      layout,
      systems: [],
      context: { product: "Example", screen: "Ward" },
      strings: stringsEn,
    },
    requestUpdate: () => {},
    answered: () => {},
    completed: () => {},
    faulted: () => {},
    yellowCardAnswered: () => false,
  });
  state.restore(withRecord(state.answers, { id, ...hosts }));
  return state;
}

const pickOf = <Value>(values: readonly Value[], n: number): Value => values[n % values.length] as Value;

/** What the screens do with the n-th choice of a question. */
const answering: Readonly<Record<QuestionId | "reference" | "context", (state: FormState, n: number) => void>> = {
  part: (state, n) => state.answer("part", { part: pickOf(recordValues.part, n) }),
  system: (state, n) =>
    state.answer("system", { systems: [{ type: pickOf(systemTypes, n) }] }, { isOtherSystem: false }),
  group: (state, n) => state.answer("group", { group: pickOf(factorGroupIds, n) }),
  factors: (state, n) => {
    const picked = state.draft.factors ?? [];
    const { id: factor } = pickOf(reporterFactors(state.draft.group ?? "closing"), n);
    const others = picked.filter((each) => each !== factor);
    if (others.length < picked.length) state.answer("factors", { factors: others.length > 0 ? others : undefined });
    else if (others.length >= recordLimits.factors) state.refuseFactor();
    else state.answer("factors", { factors: [...others, factor] });
  },
  "still-happening": (state, n) =>
    state.answer("still-happening", { stillHappening: pickOf(recordValues.yesNoUnknown, n) }),
  "others-affected": (state, n) =>
    state.answer("others-affected", { othersAffected: pickOf(recordValues.yesNoUnknown, n) }),
  description: (state, n) => state.answer("description", { description: pickOf(texts, n) }),
  "medical-device": (state, n) => {
    const [system = { type: "not-sure" as const }, ...others] = state.draft.systems ?? [];
    const medicalDevice = pickOf(recordValues.yesNoUnknown, n);
    state.answer("medical-device", { systems: [{ ...system, medicalDevice }, ...others] });
  },
  harm: (state, n) => state.answer("harm", { harm: { kind: pickOf(recordValues.harmKind, n) } }),
  "yellow-card": (state, n) => {
    const status = pickOf(["reported", "reported-no-number", "someone-else-will", "not-reported"] as const, n);
    state.answer("yellow-card", { yellowCard: { status, references: [] } }, { reference: "" });
  },
  reference: (state, n) => {
    const value = pickOf(references, n);
    const given = value === "" || value.includes("@") ? [] : [{ covers: "device" as const, value }];
    state.answer("yellow-card", { yellowCard: { status: "reported", references: given } }, { reference: value });
  },
  involvement: (state, n) =>
    state.answer("involvement", { involvement: [pickOf(recordValues.involvement, n)] }, { isInvolvementChosen: true }),
  context: (state, n) => state.removeContext(pickOf(["product", "screen"], n), "Removed"),
};

interface Step {
  readonly question: keyof typeof answering;
  readonly n: number;
}

const step = fc.record({
  /** Which of the questions on the screen. */
  question: fc.nat(7),
  n: fc.nat(40),
  move: fc.constantFrom("stay", "on", "on", "on", "too early", "back", "change"),
});

/** What can be answered on the screen that is shown. */
function askedOn(state: FormState): readonly (keyof typeof answering)[] {
  if (state.screen !== "check-answers") {
    const asked = state.flow.filter(({ screen, linkId }) => screen === state.screen && state.isVisible(linkId));
    const hasBox = state.screen === "yellow-card" && state.draft.yellowCard?.status === "reported";
    return [...asked.map(({ linkId }) => linkId), ...(hasBox ? (["reference"] as const) : [])];
  }
  return involvementNeedsConfirming(state.record.factors) ? ["involvement", "context"] : ["context"];
}

/** Walks through the screens with every detour, to the end; returns the answers in the order given. */
function walk(state: FormState, steps: readonly { question: number; n: number; move: string }[]): readonly Step[] {
  const given: Step[] = [];
  const answer = (question: keyof typeof answering, n: number) => {
    given.push({ question, n });
    answering[question](state, n);
  };
  const goOn = (n: number) => {
    for (const { linkId } of state.faultsOn([state.screen])) {
      if (linkId === "description") answer("description", 1);
      else if (linkId !== undefined) answer(linkId as QuestionId, n);
    }
    state.next();
  };
  for (const { question, n, move } of steps) {
    if (state.isDone) state.changeAnswers();
    const asked = askedOn(state);
    if (asked.length > 0) answer(pickOf(asked, question), n);
    if (move === "too early") state.next();
    if (move === "on") goOn(n);
    if (move === "back" && state.screen !== "part-played") state.back();
    if (move === "change" && state.screen === "check-answers") {
      state.change(
        pickOf(
          state.flow.filter(({ isVisible }) => isVisible),
          n,
        ).linkId,
      );
    }
  }
  for (let presses = 0; presses < 20 && !state.isDone; presses += 1) goOn(0);
  return given;
}

const hosts = fc.constantFrom<RecordDraft>(
  {},
  { harm: { kind: "actual" } },
  { harm: { kind: "near-miss" }, medicine: { reaction: "yes", serious: "yes" } },
  { circumstances: ["outage"], contribution: "suspected" },
);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-21T22:15:00Z") });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the same answers in both layouts", () => {
  it("make the same record byte for byte, whatever the way through the screens", () => {
    const parts = new Set<string>();
    const statuses = new Set<string>();
    fc.assert(
      fc.property(hosts, fc.array(step, { maxLength: 40, size: "max" }), (known, steps) => {
        const pages = newState("pages", known);
        const given = walk(pages, steps);
        const inline = newState("inline", known);
        for (const { question, n } of given) answering[question](inline, n);
        inline.complete();
        expect([pages.isDone, inline.isDone]).toEqual([true, true]);
        expect(JSON.stringify(inline.record)).toBe(JSON.stringify(pages.record));
        expect(JSON.stringify(pages.record)).not.toContain(syntheticNhsNumber);
        parts.add(pages.record.part);
        statuses.add(pages.record.yellowCard.status);
      }),
      { numRuns: 300, seed: 20261121 },
    );
    expect(parts).toEqual(new Set(recordValues.part));
    expect(statuses).toEqual(new Set(recordValues.yellowCardStatus));
  });
});
