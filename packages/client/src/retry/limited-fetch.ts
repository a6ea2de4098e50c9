import { AnswerTooLargeError } from "./answer-too-large-error.ts";

/**
 * Returns a `fetch` whose answers end with an {@link AnswerTooLargeError} as soon as they are longer than `maxBytes`,
 * whatever their headers say. What is still to come is not read.
 */
export function limitedFetch(fetch: typeof globalThis.fetch, maxBytes: number): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    let bytes = 0;
    const limit = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        bytes += piece.byteLength;
        if (bytes > maxBytes) controller.error(new AnswerTooLargeError(maxBytes));
        else controller.enqueue(piece);
      },
    });
    const { status, headers } = response;
    return new Response(response.body.pipeThrough(limit), { status, headers });
  };
}
