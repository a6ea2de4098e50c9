import { isDeepStrictEqual } from "node:util";
import { involvementFromFactors } from "../../packages/core/src/factors/involvement.ts";
import { applyToAdverseEvent } from "../../packages/core/src/lfpse/adverse-event/apply.ts";
import { vendorIncident } from "../../packages/core/src/lfpse/adverse-event.fixtures.ts";
import { fromQuestionnaireResponse, toQuestionnaireResponse } from "../../packages/core/src/questionnaire/index.ts";
import type { DigitalFactorsRecord, RecordDraft } from "../../packages/core/src/record/record.ts";
import type { Resource } from "./validators/validator.ts";

/** How the renderer's response and the record of our element compare. */
export interface Comparison {
  /** Fields of the record that are the same in both. */
  readonly same: readonly string[];
  /** Differences that are meant, in words. */
  readonly stated: readonly string[];
  readonly faults: readonly string[];
}

interface ResponseItem {
  readonly linkId: string;
  readonly answer?: unknown;
  readonly item?: readonly ResponseItem[];
}

/** Each record has an id and a time of its own. */
const ownFields = ["id", "recordedAt"];

/**
 * Reads the renderer's response back as a record and compares it with the record of our element, field by field; compares
 * the response that each record gives with the renderer's, item by item; and the LFPSE event that each record gives.
 */
export function compareAnswers(response: Resource, record: DigitalFactorsRecord): Comparison {
  const { versions, nation, reporter, eventType } = record;
  const base: RecordDraft = { versions, nation, reporter, eventType, id: record.id };
  const read = fromQuestionnaireResponse(response, base);
  if (!read.ok) {
    const issues = read.issues.map(({ expression, message }) => `${expression}: ${message}`);
    return { same: [], stated: [], faults: [`fromQuestionnaireResponse refuses it: ${issues.join(" ")}`] };
  }
  const rendered = read.value;
  const faults: string[] = [];
  const stated: string[] = [];
  const fields = [...new Set([...Object.keys(record), ...Object.keys(rendered)])].filter(
    (field) => !ownFields.includes(field),
  );
  const differing = fields.filter(
    (field) => !isDeepStrictEqual(Reflect.get(rendered, field), Reflect.get(record, field)),
  );
  for (const field of differing) {
    const isDerived =
      field === "involvement" &&
      rendered.involvement.length === 0 &&
      isDeepStrictEqual(involvementFromFactors(rendered.factors), record.involvement);
    if (isDerived) {
      stated.push(
        `\`involvement\`: our element writes the codes that the factors stand for (${record.involvement.join(", ")}); ` +
          "the Questionnaire asks only where they are a judgement, and `applyToAdverseEvent` derives the same codes.",
      );
    } else faults.push(`the records differ in ${field}.`);
  }
  faults.push(...itemFaults("the record read from it", response, rendered, []));
  faults.push(
    ...itemFaults(
      "the record of our element",
      response,
      record,
      differing.includes("involvement") ? ["involvement"] : [],
    ),
  );
  const events = [rendered, record].map((each) => applyToAdverseEvent(vendorIncident, each).resource);
  if (!isDeepStrictEqual(events[0], events[1])) faults.push("the two records give different LFPSE events.");
  return { same: fields.filter((field) => !differing.includes(field)), stated, faults };
}

function itemFaults(
  name: string,
  response: Resource,
  record: DigitalFactorsRecord,
  leftOut: readonly string[],
): readonly string[] {
  const theirs = answersByPath((response.item ?? []) as readonly ResponseItem[]);
  const ours = answersByPath(toQuestionnaireResponse(record).item ?? []);
  const paths = [...new Set([...theirs.keys(), ...ours.keys()])];
  return paths
    .filter((path) => !leftOut.includes(path.split("/").at(-1) ?? ""))
    .filter((path) => !isDeepStrictEqual(theirs.get(path), ours.get(path)))
    .map((path) => `toQuestionnaireResponse of ${name} and the renderer's response differ at ${path}.`);
}

/** The answers of a response by their place; the words that a renderer repeats beside a code are left out. */
function answersByPath(items: readonly ResponseItem[], parent = ""): ReadonlyMap<string, unknown> {
  const answers = new Map<string, unknown>();
  const times = new Map<string, number>();
  for (const { linkId, answer, item = [] } of items) {
    const time = times.get(linkId) ?? 0;
    times.set(linkId, time + 1);
    const path = `${parent}${linkId}${time === 0 ? "" : `[${time}]`}`;
    if (answer !== undefined) answers.set(path, withoutWords(answer));
    for (const [inner, value] of answersByPath(item, `${path}/`)) answers.set(inner, value);
  }
  return answers;
}

function withoutWords(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer, (key, value) => (key === "display" || key === "text" ? undefined : value)));
}
