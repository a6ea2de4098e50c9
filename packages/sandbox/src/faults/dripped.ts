/** Returns the answer with a body that comes at a given speed. It stops when nobody reads any more. */
export function dripped(response: Response, bytesPerSecond: number): Response {
  // Timers are no finer than some milliseconds: fast bodies come in larger pieces.
  const piecesPerSecond = Math.min(bytesPerSecond, 100);
  const pieceBytes = Math.ceil(bytesPerSecond / piecesPerSecond);
  let rest: Uint8Array | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (rest === undefined) rest = new Uint8Array(await response.arrayBuffer());
        else {
          await new Promise<void>((resolve) => {
            timer = setTimeout(resolve, 1_000 / piecesPerSecond);
          });
        }
        if (rest.length === 0) return controller.close();
        controller.enqueue(rest.subarray(0, pieceBytes));
        rest = rest.subarray(pieceBytes);
      },
      cancel: () => clearTimeout(timer),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status: response.status, headers: response.headers });
}
