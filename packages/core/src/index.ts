export {
  type Factor,
  type FactorGroupId,
  type FactorId,
  factors,
  findFactor,
  type InvolvementCode,
  reporterFactors,
} from "./factors/factor.ts";
export type { ConceptLabel, FactorLabels } from "./factors/factor-labels.ts";
export {
  involvementFromFactors,
  involvementNeedsConfirming,
} from "./factors/involvement.ts";
export { type FactorResolution, type RetiredFactorId, resolveFactorId } from "./factors/retired-factor.ts";
export {
  deviceLikelyFunctions,
  deviceUnlikelyFunctions,
  type SystemFunction,
  type SystemTypeId,
  systemFunctions,
  systemTypes,
} from "./factors/system-type.ts";
export { factorLabelsEn } from "./generated/factor-labels-en.ts";
export {
  factorGroupIds,
  factorIds,
  factorsVersion,
} from "./generated/factors.ts";
export {
  type AdverseEventOptions,
  type AppliedAdverseEvent,
  applyToAdverseEvent,
  type Loss,
} from "./lfpse/adverse-event/apply.ts";
export {
  type MinimalAdverseEventOptions,
  toMinimalAdverseEvent,
} from "./lfpse/adverse-event/minimal.ts";
export { problemDescription } from "./lfpse/adverse-event/problem-description.ts";
export { referenceNumberOf } from "./lfpse/adverse-event/reference-metadata.ts";
export { linkIdOf } from "./lfpse/element-question.ts";
export type {
  AdverseEvent,
  ContainedResource,
  Extension,
} from "./lfpse/fhir-stu3.ts";
export { type LfpseProfile, lfpse5 } from "./lfpse/lfpse-profile.ts";
export { type ValidateAdverseEventOptions, validateAdverseEvent } from "./lfpse/validate.ts";
export {
  findIdentifiers,
  type IdentifierSpan,
  isNhsNumber,
} from "./narrative/identifiers.ts";
export type { Issue, IssuePlace, Result } from "./outcome/issue.ts";
export {
  issuesFromOperationOutcome,
  type OperationOutcome,
  type OperationOutcomeIssue,
  toOperationOutcome,
} from "./outcome/operation-outcome.ts";
export {
  type QuestionId,
  questionIds,
  type ScreenId,
} from "./questions/question.ts";
export {
  type QuestionFlowContext,
  type QuestionState,
  questionFlow,
} from "./questions/question-flow.ts";
export { parseRecord, parseRecordJson } from "./record/parse-record.ts";
export {
  type DigitalFactorsRecord,
  type RecordDraft,
  type RecordSystem,
  recordSchema,
  type SystemDraft,
} from "./record/record.ts";
export { recordLimits } from "./record/record-limits.ts";
export { recordValues } from "./record/record-values.ts";
export { isSuspectedPart, suspectedParts } from "./record/suspected-parts.ts";
export { reportingRoutes } from "./routes/reporting-route.ts";
export { type ReportingRoute, type RouteId, routeIds } from "./routes/route.ts";
export { type RuleSourceId, ruleSources } from "./sources/rule-source.ts";
export type {
  DecidingQuestion,
  YellowCardCriterion,
} from "./yellow-card/advice.ts";
export {
  type Assessment,
  type AssessYellowCardOptions,
  assessYellowCard,
  type YellowCardAssessment,
} from "./yellow-card/assessment.ts";
export {
  type DeviceStatus,
  deviceStatus,
} from "./yellow-card/device-status.ts";
export {
  type CheckedReference,
  checkYellowCardReference,
  type ReferenceProblem,
} from "./yellow-card/reference.ts";
export { type ReportBody, reportAddresses } from "./yellow-card/report-address.ts";
export {
  type YellowCardReason,
  type YellowCardRuleId,
  yellowCardRules,
} from "./yellow-card/rules.ts";
export {
  type YellowCardSummaryWords,
  yellowCardSummary,
  yellowCardSummaryWordsEn,
} from "./yellow-card/summary.ts";
