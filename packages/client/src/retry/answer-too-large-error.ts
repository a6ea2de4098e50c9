/** An answer that was cut because it is longer than the client reads. `code` becomes the `reason` of a client error. */
export class AnswerTooLargeError extends Error {
  override readonly name = "AnswerTooLargeError";
  readonly code = "answer-too-large";

  constructor(readonly maxBytes: number) {
    super(`The answer is longer than ${maxBytes} bytes.`);
  }
}
