// The one submission that all subjects take: a valid record and a valid event, 4,110 bytes, with a new id each time.
import { randomUUID } from "node:crypto";
import { adverseEventText } from "../core/adverse-event.mjs";

/** Length of every body, in bytes. */
export const bodyBytes = 4110;
export const token = "bench-token-5d1c4c549c1e1d4b";

const place = "00000000-0000-4000-8000-000000000000";

const record = {
  format: "digital-factors/1",
  id: place,
  recordedAt: "2026-03-11T14:05:00Z",
  versions: { factors: "1.0.0", lfpse: "5" },
  nation: "england",
  reporter: "staff",
  eventType: "incident",
  part: "main",
  systems: [{ type: "prescribing", functions: ["prescribing"], name: "ExampleMeds", supplier: "Example Supplier Ltd" }],
  description: "The weight-based dose came out ten times too high.",
  yellowCard: { status: "reported", references: [{ covers: "device", value: "ADR 24016450" }] },
};

/** Makes the event so short or so long that the body has its length. */
function text() {
  const adverseEvent = JSON.parse(adverseEventText);
  const isKept = ({ url }) => !/outcome|governance|problem-medication|challenges|event-process/.test(url);
  adverseEvent.extension = adverseEvent.extension.filter(isKept);
  adverseEvent.description = "";
  const missing = bodyBytes - Buffer.byteLength(JSON.stringify({ record, adverseEvent }));
  if (missing < 0) throw new RangeError(`The submission is ${-missing} bytes too long.`);
  const words = "The dose on the chart was ten times too high and was seen before it was given. ";
  adverseEvent.description = words
    .repeat(Math.ceil(missing / words.length))
    .slice(0, missing - 1)
    .concat(".");
  return JSON.stringify({ record, adverseEvent });
}

const [head, tail] = text().split(place);

/** Returns a submission with a new id. */
export function newSubmission() {
  const id = randomUUID();
  return { id, body: head + id + tail };
}

/** Headers of a submission. */
export function headersOf(id) {
  return { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": id };
}
