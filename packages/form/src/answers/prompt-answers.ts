import type { DigitalFactorsRecord, RecordDraft } from "@digital-factors/core";
import type { Answers } from "./answers.ts";
import { draftFrom } from "./draft-from.ts";

/** What was answered in the prompt; nothing of what the host knows. */
export interface PromptAnswers extends Pick<Answers, "reference"> {
  readonly yellowCard?: RecordDraft["yellowCard"];
  readonly harm?: RecordDraft["harm"];
  /** With the system it was said of: another system is another question. */
  readonly medicalDevice?:
    | { readonly of: string; readonly value: DigitalFactorsRecord["systems"][number]["medicalDevice"] }
    | undefined;
}

export const noPromptAnswers: PromptAnswers = { reference: "" };

/** Reads answers that were saved as JSON text; anything unusable is left out. */
export function promptAnswersFrom(text: string): PromptAnswers {
  try {
    const saved = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const { of, value } = (saved.medicalDevice ?? {}) as Readonly<Record<string, unknown>>;
    const systems = [{ type: "not-sure", medicalDevice: value }];
    const draft = draftFrom({ yellowCard: saved.yellowCard, harm: saved.harm, systems });
    const device = draft.systems?.[0]?.medicalDevice;
    return {
      yellowCard: draft.yellowCard,
      harm: draft.harm,
      reference: typeof saved.reference === "string" ? saved.reference : "",
      medicalDevice: device !== undefined && typeof of === "string" ? { of, value: device } : undefined,
    };
  } catch {
    return noPromptAnswers;
  }
}

/** Returns the answers with a Yellow Card answer as it was kept before; one that cannot be used clears it. */
export function withYellowCard(answers: PromptAnswers, input: unknown): PromptAnswers {
  const { yellowCard } = draftFrom({ yellowCard: input });
  // The host's own references come before the one that was given in the prompt.
  const own = yellowCard?.references?.slice(-1) ?? [];
  return yellowCard?.status === undefined
    ? { ...answers, yellowCard: undefined, reference: "" }
    : { ...answers, yellowCard: { ...yellowCard, references: own }, reference: own[0]?.value ?? "" };
}
