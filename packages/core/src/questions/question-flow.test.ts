import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factors } from "../factors/factor.ts";
import { systemTypes } from "../factors/system-type.ts";
import { anyDraft } from "../record/record.fixtures.ts";
import type { RecordDraft } from "../record/record.ts";
import type { QuestionId, ScreenId } from "./question.ts";
import { questionFlow } from "./question-flow.ts";

const visible = (record: RecordDraft, askedByHost: Parameters<typeof questionFlow>[1] = {}) =>
  questionFlow(record, askedByHost)
    .filter(({ isVisible }) => isVisible)
    .map(({ linkId }) => linkId);

const parts = ["main", "contributed", "possible", "helped", "none", "unknown"] as const;
const harms = [undefined, "actual", "none", "unknown"] as const;
const devices = [undefined, "yes", "no", "unknown"] as const;

/** Answers what is there on one screen, question after question; returns the draft and what was there to be answered. */
function answerScreen(
  screen: ScreenId,
  begun: RecordDraft,
  answer: Partial<Record<QuestionId, RecordDraft>>,
  askedByHost: readonly QuestionId[],
) {
  const there = (draft: RecordDraft) =>
    questionFlow(draft, { askedByHost }).filter((question) => question.isVisible && question.screen === screen);
  const asked = new Set<QuestionId>();
  let draft = begun;
  for (let next = there(draft)[0]; next !== undefined; next = there(draft).find(({ linkId }) => !asked.has(linkId))) {
    asked.add(next.linkId);
    draft = { ...draft, ...answer[next.linkId] };
  }
  // On the earlier screens a question that has gone again before the screen is left was not asked.
  return { draft, asked: screen === "yellow-card" ? asked : new Set(there(draft).map(({ linkId }) => linkId)) };
}

describe("questionFlow", () => {
  it("begins with one question and ends there on a no or a not sure", () => {
    expect(visible({})).toEqual(["part"]);
    expect(visible({ part: "none" })).toEqual(["part"]);
    expect(visible({ part: "unknown" })).toEqual(["part"]);
  });

  it("asks what went wrong only where something did", () => {
    expect(visible({ part: "helped" })).toEqual(["part", "system", "description"]);
    expect(visible({ part: "main" })).toEqual([
      "part",
      "system",
      "group",
      "still-happening",
      "others-affected",
      "description",
    ]);
  });

  it("never asks more than eight questions, on any path", () => {
    let most = 0;
    for (const part of parts) {
      for (const type of systemTypes) {
        for (const { id, group } of factors) {
          for (const kind of harms) {
            for (const medicalDevice of devices) {
              const record: RecordDraft = {
                part,
                systems: [{ type, medicalDevice }],
                group,
                factors: [id],
                ...(kind === undefined ? {} : { harm: { kind } }),
              };
              most = Math.max(most, visible(record).length);
            }
          }
        }
      }
    }
    expect(most).toBe(8);
  });

  it("never asks more than eight on the way either, whatever an answer opens", { timeout: 60_000 }, () => {
    let most = 0;
    const systemsAndFactors = systemTypes.flatMap((type) => factors.map((factor) => ({ type, factor })));
    for (const askedByHost of [[], ["harm"], ["medical-device"]] as const) {
      for (const { type, factor } of systemsAndFactors) {
        const answer: Partial<Record<QuestionId, RecordDraft>> = {
          part: { part: "main" },
          system: { systems: [{ type }] },
          group: { group: factor.group },
          factors: { factors: [factor.id] },
        };
        let draft: RecordDraft = {};
        let count = 0;
        for (const screen of ["part-played", "what-went-wrong", "which-fits"] as const) {
          const answered = answerScreen(screen, draft, answer, askedByHost);
          draft = answered.draft;
          count += answered.asked.size;
        }
        for (const medicalDevice of ["yes", "no", "unknown"] as const) {
          for (const kind of ["actual", "near-miss", "none", "unknown"] as const) {
            const last = { "medical-device": { systems: [{ type, medicalDevice }] }, harm: { harm: { kind } } };
            most = Math.max(most, count + answerScreen("yellow-card", draft, last, askedByHost).asked.size);
          }
        }
      }
    }
    expect(most).toBe(8);
  });

  it("keeps a question in view once it is answered", () => {
    fc.assert(
      fc.property(
        anyDraft,
        fc.constantFrom("yes", "no", "unknown"),
        fc.constantFrom("actual", "none", "unknown"),
        (draft, medicalDevice, kind) => {
          const before = visible(draft);
          if (before.includes("medical-device")) {
            expect(
              visible({ ...draft, systems: (draft.systems ?? []).map((system) => ({ ...system, medicalDevice })) }),
            ).toContain("medical-device");
          }
          if (before.includes("harm")) expect(visible({ ...draft, harm: { kind } })).toContain("harm");
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("asks whether it is a medical device only where that decides, then shows the Yellow Card", () => {
    const aiTool: RecordDraft = {
      part: "main",
      systems: [{ type: "ai-tool" }],
      group: "ai",
      factors: ["ai-left-out"],
      harm: { kind: "actual" },
    };
    expect(visible(aiTool)).toContain("medical-device");
    expect(visible({ ...aiTool, systems: [{ type: "ai-tool", medicalDevice: "no" }] })).not.toContain("yellow-card");
    expect(visible({ ...aiTool, systems: [{ type: "ai-tool", medicalDevice: "yes" }] })).toContain("yellow-card");
    const prescribing: RecordDraft = { ...aiTool, systems: [{ type: "prescribing" }] };
    expect(visible(prescribing)).not.toContain("medical-device");
    expect(visible(prescribing)).toContain("yellow-card");
  });

  it("shows no Yellow Card for a plain record, message, video or outage case", () => {
    for (const type of ["epr", "phones-and-bleeps", "video-consultation", "network-and-logins"] as const) {
      expect(
        visible({
          part: "main",
          systems: [{ type }],
          group: "availability",
          factors: ["system-down"],
          harm: { kind: "delayed-or-wrong-care" },
        }),
      ).not.toContain("yellow-card");
    }
  });

  it("leaves out what the host asks itself", () => {
    const record: RecordDraft = { part: "main", systems: [{ type: "prescribing" }], group: "alerts" };
    expect(visible(record)).toContain("harm");
    expect(visible(record, { askedByHost: ["harm", "description"] })).not.toEqual(expect.arrayContaining(["harm"]));
    expect(visible(record, { askedByHost: ["description"] })).not.toContain("description");
  });

  it("never makes a Yellow Card answer a condition of anything", () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const required = questionFlow(draft)
          .filter(({ isRequired }) => isRequired)
          .map(({ linkId }) => linkId);
        for (const linkId of ["yellow-card", "medical-device", "harm"] as const) expect(required).not.toContain(linkId);
      }),
    );
  });

  it("says of each question whether it is answered and what its answer decides", () => {
    expect(questionFlow({ part: "main", stillHappening: "unknown" }).filter(({ isAnswered }) => isAnswered)).toEqual([
      { linkId: "part", screen: "part-played", isVisible: true, isAnswered: true, isRequired: true, decides: "branch" },
      {
        linkId: "still-happening",
        screen: "which-fits",
        isVisible: true,
        isAnswered: true,
        isRequired: false,
        decides: "priority",
      },
    ]);
  });
});
