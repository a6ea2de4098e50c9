import type { RecordDraft } from "../record/record.ts";
import {
  type Advice,
  type DecidingQuestion,
  deviceAdvice,
  medicineAdvice,
  type YellowCardCriterion,
} from "./advice.ts";
import { reasonsOf, type YellowCardReason } from "./rules.ts";

/**
 * What to do about a Yellow Card, and why.
 *
 * @example
 * const { device } = assessYellowCard({ nation: "england", part: "main", systems: [{ type: "prescribing" }], harm: { kind: "actual" } });
 * device.action; // "prompt"
 */
export interface Assessment {
  /**
   * `prompt`: ask for a Yellow Card. `suggest`: say that one may be right. `none`: nothing to do. `linked`: a reference
   * that covers this was given. `route-iric`, `route-niaic`: the same question goes to the national body instead.
   */
  readonly action: "prompt" | "suggest" | "none" | "linked" | "route-iric" | "route-niaic";
  /** Rules that led here, most telling first. Never empty. */
  readonly reasons: readonly YellowCardReason[];
  /** Question whose answer would settle it. */
  readonly ask?: DecidingQuestion;
}

/**
 * Both assessments of one record: a prescribing fault that harmed can need each.
 *
 * @example
 * const assessment: YellowCardAssessment = assessYellowCard({ part: "none" });
 */
export interface YellowCardAssessment {
  readonly device: Assessment;
  readonly medicine: Assessment;
}

/**
 * What the host knows that the record does not hold.
 *
 * @example
 * const options: AssessYellowCardOptions = { criteria: ["3"] };
 */
export interface AssessYellowCardOptions {
  /** Codes ticked in LFPSE's own criteria question (`DrugReaction`). Default: none. */
  readonly criteria?: readonly YellowCardCriterion[];
}

/**
 * Returns what to do about a Yellow Card for the device and for the medicine in a record.
 *
 * Tri-state throughout: a missing or unknown answer never lowers the advice below that of "no". Nothing here blocks or
 * delays the report to LFPSE.
 *
 * @param record - A record or a draft; missing answers count as unknown.
 * @param options - What the host asked elsewhere.
 * @see docs/rules.md, "Yellow Card"
 * @example
 * assessYellowCard({ nation: "scotland", reporter: "staff", part: "main", systems: [{ type: "prescribing" }], harm: { kind: "near-miss" } }).device.action; // "route-iric"
 */
export function assessYellowCard(record: RecordDraft, options: AssessYellowCardOptions = {}): YellowCardAssessment {
  const device = deviceAdvice(record, options.criteria);
  const medicine = medicineAdvice(record, options.criteria);
  const isBoth = device.level !== "none" && medicine.level !== "none";
  return {
    device: withReporter(withReference(device, record, "device", isBoth), record),
    medicine: withReference(medicine, record, "medicine", isBoth),
  };
}

/** A reference settles what it covers; a report without a number settles the only thing in play. */
function withReference(
  advice: Advice,
  record: RecordDraft,
  covers: "device" | "medicine",
  isBoth: boolean,
): Assessment {
  const base: Assessment = {
    action: advice.level,
    reasons: reasonsOf(advice.rules),
    ...(advice.ask === undefined ? {} : { ask: advice.ask }),
  };
  if (advice.level === "none") return base;
  const { status = "unknown", references = [] } = record.yellowCard ?? {};
  const coverage = references.map((reference) => reference.covers ?? "unknown");
  if (coverage.includes(covers) || coverage.includes("both") || (coverage.includes("unknown") && !isBoth)) {
    return {
      action: "linked",
      reasons: reasonsOf(["already-linked", ...advice.rules]),
    };
  }
  if (coverage.includes("unknown")) {
    return {
      action: "suggest",
      reasons: reasonsOf(["reference-covers-unknown", ...advice.rules]),
      ask: "yellow-card",
    };
  }
  if (status === "reported-no-number") {
    return isBoth
      ? {
          action: "suggest",
          reasons: reasonsOf(["reference-covers-unknown", ...advice.rules]),
          ask: "yellow-card",
        }
      : {
          action: "none",
          reasons: reasonsOf(["reported-without-number", ...advice.rules]),
          ask: "yellow-card",
        };
  }
  return base;
}

/** A maker reports its own device to the MHRA directly, so a supplier is told of a Yellow Card but not pressed for one. */
function withReporter(assessment: Assessment, record: RecordDraft): Assessment {
  if (record.reporter !== "supplier" || assessment.action !== "prompt") return withNation(assessment, record);
  return {
    ...assessment,
    action: "suggest",
    reasons: [...assessment.reasons, ...reasonsOf(["supplier-reports-to-mhra"])],
  };
}

/** In Scotland and Northern Ireland health staff report devices to the national body; the public uses Yellow Card everywhere. */
function withNation(assessment: Assessment, record: RecordDraft): Assessment {
  if (assessment.action !== "prompt" && assessment.action !== "suggest") return assessment;
  if (record.reporter !== undefined && record.reporter !== "staff" && record.reporter !== "safety-officer")
    return assessment;
  if (record.nation === "scotland") {
    return {
      ...assessment,
      action: "route-iric",
      reasons: [...reasonsOf(["scotland-iric"]), ...assessment.reasons],
    };
  }
  if (record.nation === "northern-ireland") {
    return {
      ...assessment,
      action: "route-niaic",
      reasons: [...reasonsOf(["northern-ireland-niaic"]), ...assessment.reasons],
    };
  }
  return assessment;
}
