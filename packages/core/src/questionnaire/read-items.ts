import type { Issue } from "../outcome/issue.ts";
import type { QuestionId } from "../questions/question.ts";
import { type CodeListId, codesOfList, systemOfList } from "./questionnaire-codes.ts";
import type { ItemDefinition } from "./questionnaire-items.ts";
import { type AnswerSet, emptyAnswers } from "./record-answers.ts";
import { type ResponsePlace, responseCodeIssue, responseIssue } from "./response-issue.ts";

/** Where reading stands: the parent's FHIRPath and question, and where answers and faults go. */
export interface Reading {
  readonly path: string;
  readonly parent?: QuestionId | undefined;
  readonly answers: AnswerSet;
  readonly issues: Issue[];
}

/** Puts the answers of a response's items into `reading`, and a fault for each thing the Questionnaire does not have. */
export function readItems(definitions: readonly ItemDefinition[], items: unknown, reading: Reading): void {
  const list = listOf(items, { expression: `${reading.path}.item` }, reading.issues);
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    const path = `${reading.path}.item[${index}]`;
    if (!isObject(item)) {
      reading.issues.push(responseIssue("structure", "is-object", { expression: path }));
      continue;
    }
    const definition = definitions.find(({ linkId }) => linkId === item.linkId);
    if (definition === undefined) {
      reading.issues.push(
        responseIssue("structure", "unknown-item", { expression: `${path}.linkId`, linkId: reading.parent }),
      );
      continue;
    }
    const { linkId, type, maxOccurs, question } = definition;
    const isRepeatable = type === "group" && maxOccurs !== undefined;
    if (seen.has(linkId) && !isRepeatable) {
      reading.issues.push(responseIssue("structure", "item-repeats", { expression: path, linkId: question }));
      continue;
    }
    seen.add(linkId);
    if (type === "group") readGroup(definition, item, { ...reading, path });
    else readAnswers(definition, item, { ...reading, path });
  }
}

/** Some renderers send back the hint that they showed; nothing else stands under a question. */
function readHints(items: unknown, { linkId, question }: ItemDefinition, { path, issues }: Reading): void {
  for (const [index, item] of listOf(items, { expression: `${path}.item`, linkId: question }, issues).entries()) {
    if (isObject(item) && item.linkId === `${linkId}-hint` && item.answer === undefined) continue;
    issues.push(responseIssue("structure", "unknown-item", { expression: `${path}.item[${index}]`, linkId: question }));
  }
}

function readGroup(definition: ItemDefinition, item: Readonly<Record<string, unknown>>, reading: Reading): void {
  const { linkId, question, maxOccurs, item: inner = [] } = definition;
  if (item.answer !== undefined) {
    const place = { expression: `${reading.path}.answer`, linkId: question };
    reading.issues.push(responseIssue("structure", "unknown-item", place));
  }
  if (maxOccurs === undefined) {
    readItems(inner, item.item, { ...reading, parent: question });
    return;
  }
  const answers = emptyAnswers();
  readItems(inner, item.item, { ...reading, answers, parent: question });
  // A renderer may send the empty row that it showed.
  if (answers.values.size === 0) return;
  const given = reading.answers.groups.get(linkId);
  if (given === undefined) reading.answers.groups.set(linkId, [answers]);
  else given.push(answers);
}

function readAnswers(definition: ItemDefinition, item: Readonly<Record<string, unknown>>, reading: Reading): void {
  const { linkId, question, list, maxOccurs } = definition;
  const { path, issues } = reading;
  const values: string[] = [];
  readHints(item.item, definition, reading);
  for (const [index, answer] of listOf(
    item.answer,
    { expression: `${path}.answer`, linkId: question },
    issues,
  ).entries()) {
    const place = { expression: `${path}.answer[${index}]`, linkId: question };
    if (!isObject(answer)) {
      issues.push(responseIssue("structure", "is-object", place));
      continue;
    }
    readHints(answer.item, definition, { ...reading, path: place.expression });
    const value = list === undefined ? textOf(answer, place, issues) : codeOf(answer, list, place, issues);
    if (value !== undefined && value !== "") values.push(value);
  }
  if (values.length > 1 && maxOccurs === undefined) {
    issues.push(responseIssue("structure", "one-answer", { expression: `${path}.answer`, linkId: question }));
  }
  if (values.length > 0) reading.answers.values.set(linkId, values);
}

function textOf(answer: Readonly<Record<string, unknown>>, place: ResponsePlace, issues: Issue[]): string | undefined {
  if (typeof answer.valueString === "string") return answer.valueString;
  issues.push(responseIssue("structure", "is-string", place));
  return undefined;
}

function codeOf(
  answer: Readonly<Record<string, unknown>>,
  list: CodeListId,
  place: ResponsePlace,
  issues: Issue[],
): string | undefined {
  const coding = answer.valueCoding;
  if (!isObject(coding) || typeof coding.code !== "string") {
    issues.push(responseIssue("structure", "is-coding", place));
    return undefined;
  }
  const codes: readonly string[] = codesOfList[list];
  const isOfSystem = coding.system === undefined || coding.system === systemOfList(list);
  if (isOfSystem && codes.includes(coding.code)) return coding.code;
  issues.push(responseCodeIssue(list, { ...place, expression: `${place.expression}.valueCoding` }));
  return undefined;
}

function listOf(value: unknown, place: ResponsePlace, issues: Issue[]): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  issues.push(responseIssue("structure", "is-array", place));
  return [];
}

/** Tells whether a value is an object that is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
