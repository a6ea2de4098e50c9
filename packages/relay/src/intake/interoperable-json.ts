import type { Issue, Result } from "@digital-factors/core";

/** Levels of arrays and objects inside each other. A record has 5, an AdverseEvent about 8. */
const maxDepth = 40;

/** Names that are safe to repeat in an issue: they look like a field, not like an answer. */
const fieldName = /^[A-Za-z][A-Za-z0-9]{0,39}$/;

/**
 * Returns the value of a JSON text that every reader understands alike: no name twice in one object, no number that
 * would be changed by reading it, no half of a character, no control character, no name that means something else to
 * JavaScript, and no more than 40 levels.
 *
 * @param text - JSON text. Never throws, whatever it is.
 * @returns The value, or the first issue found; it names the place and never an answer.
 * @see RFC 7493, The I-JSON Message Format
 * @example
 * parseInteroperableJson('{"a":1,"a":2}'); // { ok: false, issues: [{ code: "structure", rule: "repeated-name", … }] }
 */
export function parseInteroperableJson(text: string): Result<unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused([], "json", "This is not valid JSON. Check for a missing quote, comma or bracket.");
  }
  return findFault(text) ?? { ok: true, value };
}

interface Level {
  /** Names seen in this object; absent in an array. */
  readonly names?: Set<string>;
  /** Name or index of the entry that is being read. */
  at: string | number;
}

/** Reads a text that JSON.parse takes; so only what JSON.parse lets pass is looked for. */
function findFault(text: string): Refused | undefined {
  const levels: Level[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    const level = levels.at(-1);
    if (character === "{" || character === "[") {
      if (levels.length === maxDepth) return refused([], "depth", `Nest no more than ${maxDepth} levels.`);
      levels.push(character === "{" ? { names: new Set(), at: "" } : { at: 0 });
    } else if (character === "}" || character === "]") {
      levels.pop();
    } else if (character === ",") {
      if (level !== undefined && typeof level.at === "number") level.at += 1;
    } else if (character === '"') {
      const end = endOfString(text, index);
      const string = stringOf(text.slice(index, end));
      const isName = level?.names !== undefined && nextCharacter(text, end) === ":";
      const fault = isName ? nameFault(level, string, levels) : undefined;
      if (fault !== undefined) return fault;
      if (hasBrokenCharacter(string)) {
        return refused(levels, "characters", "This holds a control character or half of a character. Take it out.");
      }
      index = end - 1;
    } else if (character === "-" || isDigit(character)) {
      const end = endOfNumber(text, index);
      if (!isExact(text.slice(index, end))) {
        return refused(levels, "number", "This number is too large to be read without changing it.");
      }
      index = end - 1;
    }
  }
  return undefined;
}

function nameFault(level: Level, name: string, levels: readonly Level[]): Refused | undefined {
  const isRepeated = level.names?.has(name) === true;
  level.names?.add(name);
  level.at = name;
  if (isRepeated) return refused(levels, "repeated-name", "This name is there twice in one object. Leave one out.");
  return name === "__proto__"
    ? refused(levels.slice(0, -1), "reserved-name", "A name in this object is not allowed. Leave it out.")
    : undefined;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
  return index + 1;
}

function endOfNumber(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && /[\d.eE+-]/.test(text[index] ?? "")) index += 1;
  return index;
}

function stringOf(literal: string): string {
  return literal.includes("\\") ? String(JSON.parse(literal)) : literal.slice(1, -1);
}

function nextCharacter(text: string, start: number): string | undefined {
  let index = start;
  while (/\s/.test(text[index] ?? "")) index += 1;
  return text[index];
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= "0" && character <= "9";
}

function isExact(literal: string): boolean {
  const number = Number(literal);
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
}

/** FHIR strings hold no control characters but tab, line feed and carriage return. */
function hasBrokenCharacter(string: string): boolean {
  for (let index = 0; index < string.length; index += 1) {
    const unit = string.charCodeAt(index);
    if (unit < 32 && unit !== 9 && unit !== 10 && unit !== 13) return true;
  }
  return /\p{Surrogate}/u.test(string);
}

type Refused = { readonly ok: false; readonly issues: readonly Issue[] };

function refused(levels: readonly Level[], rule: string, message: string): Refused {
  const expression = expressionOf(levels);
  return {
    ok: false,
    issues: [{ severity: "error", code: "structure", rule, message, ...(expression === "" ? {} : { expression }) }],
  };
}

/** The place as far as its names are safe to repeat. */
function expressionOf(levels: readonly Level[]): string {
  let expression = "";
  for (const { at } of levels) {
    if (typeof at === "number") expression += `[${at}]`;
    else if (fieldName.test(at)) expression += expression === "" ? at : `.${at}`;
    else return expression;
  }
  return expression;
}
