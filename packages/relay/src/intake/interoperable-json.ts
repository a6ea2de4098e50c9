import type { Issue, Result } from "@digital-factors/core";

/** Levels of arrays and objects inside each other. A record has 5, an AdverseEvent about 8. */
const maxDepth = 40;

/**
 * Values of all levels together. The fullest record has some 300, an event with every extension of LFPSE's profile some
 * 200: more are there to keep the checks busy.
 */
const maxValues = 5_000;

/** Names that are safe to repeat in an issue: they look like a field, not like an answer. */
const fieldName = /^[A-Za-z][A-Za-z0-9]{0,39}$/;

/**
 * Returns the value of a JSON text that every reader understands alike: no name twice in one object, no number that
 * would be changed by reading it, no half of a character, no control character, no name that means something else to
 * JavaScript, no more than 40 levels and no more than 5 000 values.
 *
 * @param text - JSON text. Never throws, whatever it is.
 * @returns The value, or the first issue found; it names the place and never an answer.
 * @see RFC 7493, The I-JSON Message Format
 * @example
 * parseInteroperableJson('{"a":1,"a":2}'); // { ok: false, issues: [{ code: "structure", rule: "repeated-name", … }] }
 */
export function parseInteroperableJson(text: string): Result<unknown> {
  try {
    // First, because JSON.parse builds all of what is nested too deeply or too much.
    return findFault(text) ?? { ok: true, value: JSON.parse(text) };
  } catch {
    return refused([], "json", "This is not valid JSON. Check for a missing quote, comma or bracket.");
  }
}

interface Level {
  /** Names seen in this object; absent in an array. */
  readonly names?: Set<string>;
  /** Name or index of the entry that is being read. */
  at: string | number;
  /** Whether the next string is a name. */
  isNameNext: boolean;
}

/** Units of UTF-16 that mean something outside a string. */
const unit = { quote: 34, comma: 44, minus: 45, zero: 48, nine: 57, open: 91, backslash: 92, close: 93 } as const;
const brace = { open: 123, close: 125 } as const;

/**
 * Looks for what JSON.parse lets pass. Of a text that is not JSON it may find anything or nothing.
 *
 * @throws {SyntaxError} for some of the texts that are not JSON.
 */
function findFault(text: string): Refused | undefined {
  const levels: Level[] = [];
  // Almost every text is whole, and then only an escape can make half of a character.
  const isWhole = isWellFormed(text);
  let level: Level | undefined;
  // Each list and object but an empty one holds one value more than commas.
  let values = 0;
  let escapeAt = positionOf(text, "\\", 0);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === unit.quote) {
      const start = index;
      index = positionOf(text, '"', start + 1);
      const isEscaped = escapeAt < index;
      if (isEscaped) {
        index = endOfEscaped(text, start);
        escapeAt = positionOf(text, "\\", index);
      }
      const isName = level?.isNameNext === true;
      if (isName || isEscaped || !isWhole) {
        const string = isEscaped ? String(JSON.parse(text.slice(start, index + 1))) : text.slice(start + 1, index);
        const fault = isName ? nameFault(level, string, levels) : undefined;
        if (fault !== undefined) return fault;
        if (hasBrokenCharacter(string)) {
          return refused(levels, "characters", "This holds a control character or half of a character. Take it out.");
        }
      }
      if (isName && level !== undefined) level.isNameNext = false;
    } else if (code === brace.open || code === unit.open) {
      if (levels.length === maxDepth) return refused([], "depth", `Nest no more than ${maxDepth} levels.`);
      level = code === brace.open ? { names: new Set(), at: "", isNameNext: true } : { at: 0, isNameNext: false };
      levels.push(level);
      values += 1;
    } else if (code === brace.close || code === unit.close) {
      levels.pop();
      level = levels.at(-1);
    } else if (code === unit.comma && level !== undefined) {
      if (typeof level.at === "number") level.at += 1;
      else level.isNameNext = true;
      values += 1;
    } else if (code === unit.minus || isDigit(code)) {
      const end = endOfNumber(text, index);
      if (!isExact(text, index, end)) {
        return refused(levels, "number", "This number cannot be read without changing it. Send fewer digits.");
      }
      index = end - 1;
    }
    if (values > maxValues) return refused([], "size", `Send no more than ${maxValues} values.`);
  }
  return undefined;
}

function nameFault(level: Level | undefined, name: string, levels: readonly Level[]): Refused | undefined {
  if (level?.names === undefined) return undefined;
  const isRepeated = level.names.has(name);
  level.names.add(name);
  level.at = name;
  if (isRepeated) return refused(levels, "repeated-name", "This name is there twice in one object. Leave one out.");
  return name === "__proto__"
    ? refused(levels.slice(0, -1), "reserved-name", "A name in this object is not allowed. Leave it out.")
    : undefined;
}

function positionOf(text: string, character: string, from: number): number {
  const position = text.indexOf(character, from);
  return position === -1 ? text.length : position;
}

/** Returns where the closing quote of a string stands that holds escapes; the end of the text or more if nowhere. */
function endOfEscaped(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== unit.quote) {
    index += text.charCodeAt(index) === unit.backslash ? 2 : 1;
  }
  return index;
}

function endOfNumber(text: string, start: number): number {
  let index = start + 1;
  // Digits, "+", "-", ".", "e", "E": what may follow inside a number.
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (!isDigit(code) && code !== 43 && code !== unit.minus && code !== 46 && code !== 101 && code !== 69) break;
  }
  return index;
}

function isDigit(code: number): boolean {
  return code >= unit.zero && code <= unit.nine;
}

/** Whether a number means the same once it was read. Up to 15 characters without an exponent always do. */
function isExact(text: string, start: number, end: number): boolean {
  const literal = text.slice(start, end);
  if (literal.length <= 15 && !/e/i.test(literal)) return true;
  const number = Number(literal);
  // Not a number at all is for JSON.parse to refuse.
  if (Number.isNaN(number)) return true;
  if (!Number.isFinite(number) || (Number.isInteger(number) && !Number.isSafeInteger(number))) return false;
  const [sent, read] = [decimalOf(literal), decimalOf(String(number))];
  return sent.digits === read.digits && sent.exponent === read.exponent;
}

/** Returns the digits of a number without the zeros at both ends, and the power of ten of the last of them. */
function decimalOf(literal: string): { readonly digits: string; readonly exponent: number } {
  const [mantissa = "", power = "0"] = literal.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const all = whole + fraction;
  let first = 0;
  while (all.charCodeAt(first) === unit.zero) first += 1;
  let last = all.length;
  while (last > first && all.charCodeAt(last - 1) === unit.zero) last -= 1;
  const digits = all.slice(first, last);
  return { digits, exponent: digits === "" ? 0 : Number(power) - fraction.length + (all.length - last) };
}

/** FHIR strings hold no control characters but tab, line feed and carriage return. */
function hasBrokenCharacter(string: string): boolean {
  for (let index = 0; index < string.length; index += 1) {
    const code = string.charCodeAt(index);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return true;
  }
  return !isWellFormed(string);
}

/** `String.prototype.isWellFormed`, which the types of ES2023 do not have. */
function isWellFormed(string: string): boolean {
  return (string as string & { isWellFormed(): boolean }).isWellFormed();
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
