export type {
  Coding,
  Questionnaire,
  QuestionnaireAnswerOption,
  QuestionnaireEnableWhen,
  QuestionnaireExtension,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseAnswer,
  QuestionnaireResponseItem,
} from "./fhir-r4.ts";
export { fromQuestionnaireResponse } from "./from-questionnaire-response.ts";
export { type QuestionnaireOptions, questionnaireUrl, toQuestionnaire } from "./questionnaire.ts";
export type { HostQuestion, QuestionnaireAudience } from "./questionnaire-items.ts";
export { type QuestionnaireLoss, questionnaireLoss } from "./questionnaire-loss.ts";
export { type QuestionnaireResponseOptions, toQuestionnaireResponse } from "./questionnaire-response.ts";
export type { QuestionnaireWords } from "./questionnaire-words.ts";
export { questionnaireWordsCy } from "./questionnaire-words-cy.ts";
export { questionnaireWordsEn } from "./questionnaire-words-en.ts";
