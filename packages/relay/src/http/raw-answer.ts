import type { Socket } from "node:net";
import { httpOutcome } from "../routes/outcome-response.ts";

/**
 * Answers on a connection without a request that could be read, with an `OperationOutcome` as everywhere, and ends it.
 *
 * @param status - Status with its words, such as `400 Bad Request`.
 */
export function answerRaw(
  socket: Socket,
  status: string,
  code: string,
  message: string,
  headers: readonly string[] = [],
): void {
  const body = JSON.stringify(httpOutcome(code, message));
  const head = [
    `HTTP/1.1 ${status}`,
    "Content-Type: application/fhir+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
    "Connection: close",
    ...headers,
  ];
  // Ends once it is written, whatever the other side goes on sending.
  socket.on("error", () => {});
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}

/** Answers what is not HTTP, or did not arrive in time. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  switch (error.code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      answerRaw(socket, "408 Request Timeout", "timeout", "The request did not arrive in time. Send it again.");
      break;
    case "HPE_HEADER_OVERFLOW":
      answerRaw(socket, "431 Request Header Fields Too Large", "too-long", "The headers are too large.");
      break;
    default:
      answerRaw(socket, "400 Bad Request", "structure", "This request could not be read as HTTP.");
  }
}
