export type { RouteClock, RouteRuleId } from "../routes/route.ts";
export {
  type Because,
  type ExplainedRoute,
  type ExplainedYellowCard,
  type ExplainOptions,
  type Explanation,
  explain,
} from "./explain.ts";
export { type ExplainWords, explainWordsEn } from "./explain-words.ts";
