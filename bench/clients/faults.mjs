// What goes wrong at the far side. Each fault answers the n-th request of a trial, counted from 1, once its body is read.
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { operationOutcome, signInText } from "./synthetic-create.mjs";

const fhir = { "Content-Type": "application/fhir+json" };

/** Length of the long answer. */
export const longAnswerBytes = 10 * 1024 * 1024;

/** What the rate limit asks for. */
export const retryAfterSeconds = 2;

function send(response, { status, headers = {}, body }) {
  const isText = typeof body === "string";
  response.writeHead(status, isText ? headers : { "Content-Type": "application/json", ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

/**
 * Sends a success of 10 MB without saying how long it is. What lies in the system's buffers cannot be told from what was
 * read, so the end is held back until a client that has had enough has had time to say so.
 */
async function sendLong(response, { status, headers = {}, body }) {
  const [start, end] = JSON.stringify({ ...(typeof body === "string" ? {} : body), padding: "|" }).split("|");
  const piece = "x".repeat(64 * 1024);
  const heldBack = 2 * 1024 * 1024;
  async function* pieces() {
    yield start;
    for (let sent = 0; sent < longAnswerBytes; sent += piece.length) {
      if (sent === longAnswerBytes - heldBack) await sleep(500);
      yield piece;
    }
    yield end;
  }
  response.writeHead(status, { ...fhir, ...headers });
  await pipeline(pieces, response);
}

export const faults = {
  unavailable: {
    title: "503 with an OperationOutcome, always",
    answer: ({ response }) => send(response, { status: 503, headers: fhir, body: operationOutcome }),
  },
  rateLimited: {
    title: `429 with Retry-After: ${retryAfterSeconds}, then a success`,
    answer: ({ response, n, accepted }) =>
      n === 1
        ? send(response, {
            status: 429,
            headers: { ...fhir, "Retry-After": String(retryAfterSeconds) },
            body: operationOutcome,
          })
        : send(response, accepted),
  },
  answerLost: {
    title: "the connection is cut after the body was read, then a success",
    answer: ({ response, n, accepted }) => (n === 1 ? response.destroy() : send(response, accepted)),
  },
  signInPage: {
    title: "a sign-in page, HTML at 200",
    answer: ({ response }) =>
      send(response, {
        status: 200,
        headers: { "Content-Type": "text/html; charset=utf-8" },
        body: `<!doctype html><html><title>Guest network</title><p>${signInText}</html>`,
      }),
  },
  redirected: {
    title: "307 to another host",
    answer: ({ response, elsewhere }) => send(response, { status: 307, headers: { Location: elsewhere }, body: "" }),
  },
  longAnswer: {
    title: "a success of 10 MB",
    answer: ({ response, accepted }) => sendLong(response, accepted),
  },
};
