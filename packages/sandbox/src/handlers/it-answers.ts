import type { AdverseEvent, Extension, Issue, LfpseProfile } from "@digital-factors/core";
import type { SandboxSettings } from "../settings/settings.ts";

/** Agent "IT Systems or Software", in every release read. */
const itAgent = "9";
/** Factor "Other", in every release read. */
const otherFactor = "6";

/**
 * Returns what an event lacks under the settings: IT factors once agent 9 is named, words once a factor is Other. Whether
 * LFPSE asks for either is not known.
 */
export function missingItAnswers(event: AdverseEvent, profile: LfpseProfile, settings: SandboxSettings): Issue[] {
  const answers = (event.extension ?? []).flatMap((each): readonly Extension[] => each.extension ?? []);
  const has = (element: string, code?: string) =>
    answers.some(({ url, valueCode }) => url === element && (code === undefined || valueCode === code));
  const lacks = (element: string, rule: string, message: string): Issue[] => {
    if (has(element)) return [];
    const home = profile.definitions.find(({ elements }) => elements.some(([name]) => name === element));
    const expression = `AdverseEvent.extension('${home?.id ?? ""}').extension('${element}')`;
    return [{ severity: "error", code: "invariant", rule, expression, message }];
  };
  return [
    ...(settings.itFactors === "required" && has("InvolvedAgents", itAgent)
      ? lacks("ITSystemsInvolvementFactors", "it-factors", "Agent 9 is named: say how IT systems were involved.")
      : []),
    ...(settings.itTextForOther === "required" && has("ITSystemsInvolvementFactors", otherFactor)
      ? lacks("ProblemDescriptionSystemsSoftware", "it-text-for-other", "Say in words what Other means.")
      : []),
  ];
}
