/**
 * Every question the element may ask, by its `linkId`, in the order asked. `involvement` is not asked: it is shown on
 * the check screen to be confirmed or changed.
 *
 * @example
 * questionIds[0]; // "part"
 */
export const questionIds = [
  "part",
  "system",
  "group",
  "factors",
  "still-happening",
  "others-affected",
  "description",
  "medical-device",
  "harm",
  "yellow-card",
  "involvement",
] as const;

/**
 * `linkId` of a question.
 *
 * @example
 * const id: QuestionId = "factors";
 */
export type QuestionId = (typeof questionIds)[number];

/**
 * Screen that a question stands on.
 *
 * @example
 * const screen: ScreenId = "which-fits";
 */
export type ScreenId = "part-played" | "what-went-wrong" | "which-fits" | "yellow-card" | "check-answers";
