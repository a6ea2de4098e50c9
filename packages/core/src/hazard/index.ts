export { type Hazard, type HazardCause, type HazardControl, type HazardOptions, toHazard } from "./hazard.ts";
export { type HazardWords, hazardWordsEn } from "./hazard-words.ts";
export {
  illustrativeRiskMatrix,
  type Likelihood,
  likelihoods,
  parseRiskMatrix,
  type RiskLevel,
  type RiskMatrix,
  type Severity,
  severities,
} from "./risk-matrix.ts";
export { illustrativeSeverityLadder, parseSeverityLadder, type SeverityLadder } from "./severity-ladder.ts";
