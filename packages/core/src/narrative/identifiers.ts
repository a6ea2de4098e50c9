/**
 * A span of text that looks as if it could identify a person.
 *
 * @example
 * const span: IdentifierSpan = { kind: "nhs-number", start: 10, end: 22 };
 */
export interface IdentifierSpan {
  readonly kind: "nhs-number" | "email" | "phone" | "postcode" | "date";
  /** Index of the first UTF-16 code unit. */
  readonly start: number;
  /** Index after the last UTF-16 code unit. */
  readonly end: number;
}

/** Each pattern is linear: no nested or overlapping repetition, every repeat bounded. */
const patterns: readonly {
  readonly kind: IdentifierSpan["kind"];
  readonly pattern: RegExp;
  readonly accepts?: (match: string) => boolean;
}[] = [
  {
    kind: "nhs-number",
    pattern: /(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g,
    accepts: isNhsNumber,
  },
  {
    kind: "email",
    pattern: /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g,
  },
  {
    kind: "phone",
    pattern: /(?<![\d+])(?:\+44 ?|0)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)/g,
  },
  {
    kind: "postcode",
    pattern: /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b/gi,
  },
  {
    kind: "date",
    pattern: /(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)/g,
  },
];

/**
 * Returns the spans of a text that look like an NHS number (with its check digit), e-mail, phone number, postcode or date
 * of birth, in order and without overlap. Works on the device and in linear time; nothing is sent anywhere.
 *
 * It misses names and hospital numbers, and it can be wrong both ways: ask the person, never decide for them.
 *
 * @param text - Free text of any length.
 * @see NHS Data Dictionary, NHS NUMBER: modulus 11 check digit
 * @example
 * findIdentifiers("Seen with 999 123 4560"); // [] unless the check digit is right
 */
export function findIdentifiers(text: string): IdentifierSpan[] {
  const spans = patterns
    .flatMap(({ kind, pattern, accepts }) =>
      [...text.matchAll(pattern)]
        .filter((match) => accepts?.(match[0]) ?? true)
        .map((match) => ({
          kind,
          start: match.index,
          end: match.index + match[0].length,
        })),
    )
    .sort((one, other) => one.start - other.start || other.end - one.end);
  let end = 0;
  return spans.filter((span) => {
    const isFree = span.start >= end;
    if (isFree) end = span.end;
    return isFree;
  });
}

/**
 * Tells whether a text is an NHS number: ten digits (spaces and hyphens between them allowed) with the right check digit.
 *
 * @param text - Any text.
 * @example
 * isNhsNumber("999 123 4560"); // false: its check digit would have to fit
 */
export function isNhsNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, "");
  if (!/^\d{10}$/.test(digits)) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(digits[9]);
}
