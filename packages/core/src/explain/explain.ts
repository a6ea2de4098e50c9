import type { RecordDraft } from "../record/record.ts";
import { reportingRoutes } from "../routes/reporting-route.ts";
import type { ReportingRoute, RouteRuleId } from "../routes/route.ts";
import { type RuleSourceId, ruleSources } from "../sources/rule-source.ts";
import { type Assessment, type AssessYellowCardOptions, assessYellowCard } from "../yellow-card/assessment.ts";
import type { YellowCardRuleId } from "../yellow-card/rules.ts";
import { type ExplainWords, explainWordsEn } from "./explain-words.ts";

/**
 * What the rules say of a record, in sentences that a reporter can read.
 *
 * @example
 * const explanation: Explanation = explain({ nation: "england", part: "none" });
 */
export interface Explanation {
  readonly yellowCard: { readonly device: ExplainedYellowCard; readonly medicine: ExplainedYellowCard };
  /** The routes of `reportingRoutes`, in its order. */
  readonly routes: readonly ExplainedRoute[];
}

/**
 * A Yellow Card action in words.
 *
 * @example
 * const { text }: ExplainedYellowCard = explain({ part: "none" }).yellowCard.device;
 */
export interface ExplainedYellowCard {
  readonly action: Assessment["action"];
  /** What to do. */
  readonly text: string;
  /** Why, most telling first. Never empty. */
  readonly because: readonly Because<YellowCardRuleId>[];
}

/**
 * A route in words.
 *
 * @example
 * const [first]: readonly ExplainedRoute[] = explain({ nation: "england", part: "none" }).routes;
 */
export interface ExplainedRoute {
  readonly route: ReportingRoute["route"];
  readonly advice: ReportingRoute["advice"];
  readonly name: string;
  /** What the route is for, who acts, and by when if a source says so. */
  readonly text: string;
  /** Why. Never empty. */
  readonly because: readonly Because<RouteRuleId>[];
}

/**
 * One rule that applied, in words, and the page or law it comes from.
 *
 * @example
 * const because: Because<"medicine-reaction"> = {
 *   rule: "medicine-reaction",
 *   text: "A medicine may have made someone unwell.",
 *   source: { title: "MHRA, Yellow Card scheme: guidance for healthcare professionals" },
 * };
 */
export interface Because<Rule extends string> {
  readonly rule: Rule;
  readonly text: string;
  /** `address` where a public page was read. */
  readonly source: { readonly title: string; readonly address?: string };
}

/**
 * What the host knows that the record does not hold, and the language.
 *
 * @example
 * const options: ExplainOptions = { criteria: ["3"] };
 */
export interface ExplainOptions extends AssessYellowCardOptions {
  /** Default: English. */
  readonly words?: ExplainWords;
}

/**
 * Returns what to do about a Yellow Card, and where else the report should go, each in plain sentences with its reasons
 * and their sources. The sentences hold no answer and no blame, and nobody has to act on them before the report goes on.
 *
 * @param record - A record or a draft; missing answers count as unknown.
 * @param options - What the host asked elsewhere, and words in another language.
 * @see docs/rule-sources.md: every sentence, rule by rule
 * @example
 * const { routes } = explain({ nation: "england", part: "main", circumstances: ["cyber-attack"] });
 * routes.find(({ route }) => route === "cyber")?.text;
 * // "Security staff need to know, so that they can stop an attack. The organisation does this. Do this at once."
 */
export function explain(record: RecordDraft, options: ExplainOptions = {}): Explanation {
  const words = options.words ?? explainWordsEn;
  const { device, medicine } = assessYellowCard(record, options);
  const yellowCard = ({ action, reasons }: Assessment, kind: "device" | "medicine"): ExplainedYellowCard => ({
    action,
    text: words.actions[kind][action],
    because: reasons.map(({ rule, source }) => because(rule, words.rules[rule], source)),
  });
  return {
    yellowCard: { device: yellowCard(device, "device"), medicine: yellowCard(medicine, "medicine") },
    routes: reportingRoutes(record, options).map(({ route, advice, who, clock, reasons }) => ({
      route,
      advice,
      name: words.routes[route].name,
      text: [words.routes[route].purpose, words.who[who][advice], clock === undefined ? "" : words.clocks[clock]]
        .filter(Boolean)
        .join(" "),
      because: reasons.map(({ rule, source }) => because(rule, words.routeRules[rule], source)),
    })),
  };
}

function because<Rule extends string>(rule: Rule, text: string, source: RuleSourceId): Because<Rule> {
  return { rule, text, source: ruleSources[source] };
}
