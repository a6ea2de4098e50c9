import type { Scenario } from "./scenario.ts";

const create = { method: "POST", event: "prescribing-update-5", as: "first" } as const;

/**
 * Scenarios to begin with, by name. Each sends its own requests, so that it shows what a client would meet; to try a client,
 * take out the `send` steps and give the expectations a `withinMs`.
 *
 * @example
 * scenarios["lost-answer"].steps.length;
 */
export const scenarios = {
  create: {
    name: "Create",
    about: "An event is sent once and is there once.",
    steps: [{ send: { ...create, status: 201 } }, { expect: { events: 1, deleted: 0, versions: [1], requests: 1 } }],
  },
  "create-and-update": {
    name: "Create and update",
    about: "An event is changed: one event, two versions.",
    steps: [
      { send: { ...create, status: 201 } },
      { send: { method: "PUT", to: "first", event: "prescribing-update-5", status: 200 } },
      { expect: { events: 1, versions: [2], requests: 2 } },
    ],
  },
  withdraw: {
    name: "Withdraw",
    about: "An event is deleted, and stays so.",
    steps: [
      { send: { ...create, status: 201 } },
      { send: { method: "DELETE", to: "first", status: 200 } },
      { send: { method: "DELETE", to: "first", status: 410 } },
      { expect: { events: 0, deleted: 1 } },
    ],
  },
  "lost-answer": {
    name: "Lost answer",
    about: "The event is stored and the answer is lost. Whoever sends again makes a second event.",
    steps: [
      { fault: { fault: "drop-response" } },
      { send: { ...create, status: "broken" } },
      { expect: { events: 1, requests: 1, faultsLeft: 0 } },
      { send: { ...create, status: 201 } },
      { expect: { events: 2 } },
    ],
  },
  "lost-answer-where-doubles-are-refused": {
    name: "Lost answer where doubles are refused",
    about: "The same, on a server that refuses the second event.",
    steps: [
      { settings: { duplicateCreate: "refused" } },
      { fault: { fault: "drop-response" } },
      { send: { ...create, status: "broken" } },
      { send: { ...create, status: 409 } },
      { expect: { events: 1 } },
    ],
  },
  "rate-limited": {
    name: "Rate limited",
    about: "Two refusals with Retry-After, then the event is taken.",
    steps: [
      { fault: { fault: "429", times: 2, retryAfterSeconds: 1 } },
      { send: { ...create, status: 429 } },
      { send: { ...create, status: 429 } },
      { expect: { events: 0, faultsLeft: 0 } },
      { send: { ...create, status: 201 } },
      { expect: { events: 1, requests: 3 } },
    ],
  },
  portal: {
    name: "Portal",
    about: "A network's sign-in page answers with 200 in place of LFPSE. Nothing is stored.",
    steps: [
      { fault: { fault: "html-at-2xx" } },
      { send: { ...create, status: 200 } },
      { expect: { events: 0, requests: 1 } },
      { send: { ...create, status: 201 } },
      { expect: { events: 1 } },
    ],
  },
} as const satisfies Readonly<Record<string, Scenario>>;
