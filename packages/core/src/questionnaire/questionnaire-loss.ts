/**
 * One thing that a `QuestionnaireResponse` made from a record does not carry.
 *
 * @example
 * const loss: QuestionnaireLoss = { expression: "nation", reason: "not-asked" };
 */
export interface QuestionnaireLoss {
  /** Place in the record, FHIRPath style. */
  readonly expression: string;
  /**
   * `not-asked`: no question holds it; it comes from the `base` of {@link fromQuestionnaireResponse}. `order`: factors of
   * different tiles come back in the order of the tiles. `empty-text`: FHIR has no empty text, so it comes back absent.
   */
  readonly reason: "not-asked" | "order" | "empty-text";
}

/**
 * Everything that a record loses on its way through a `QuestionnaireResponse` and back. All else comes back as it was.
 *
 * @see docs/questionnaire.md, "What a response does not carry"
 * @example
 * questionnaireLoss.filter(({ reason }) => reason === "not-asked").map(({ expression }) => expression)[0]; // "versions"
 */
export const questionnaireLoss: readonly QuestionnaireLoss[] = [
  { expression: "versions", reason: "not-asked" },
  { expression: "nation", reason: "not-asked" },
  { expression: "reporter", reason: "not-asked" },
  { expression: "eventType", reason: "not-asked" },
  { expression: "review", reason: "not-asked" },
  { expression: "identifiersKept", reason: "not-asked" },
  { expression: "contribution", reason: "not-asked" },
  { expression: "harm.physical", reason: "not-asked" },
  { expression: "harm.psychological", reason: "not-asked" },
  { expression: "medicine", reason: "not-asked" },
  { expression: "circumstances", reason: "not-asked" },
  { expression: "context", reason: "not-asked" },
  { expression: "factors", reason: "order" },
  { expression: "systems.name", reason: "empty-text" },
  { expression: "systems.supplier", reason: "empty-text" },
  { expression: "systems.version", reason: "empty-text" },
  { expression: "systems.module", reason: "empty-text" },
  { expression: "systems.udi", reason: "empty-text" },
];
