import type * as z from "zod/mini";
import type { Issue } from "./issue.ts";

type ZodIssue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What an issue says that differs from one format to the next. */
export interface FormatWords {
  /** The format in words, such as "the record format". */
  readonly format: string;
  /** Page of the documentation that describes it. */
  readonly page: string;
  /** What to do where a format or a rule of ours is broken, by its name. */
  readonly advice: Readonly<Record<string, string>>;
  /** Question that a place belongs to. */
  readonly linkIdAt: (path: Path) => string | undefined;
  /** Value set of the code at a place. */
  readonly valueSetAt: (path: Path) => string;
}

/** Field names that are safe to repeat: they look like a field of ours, not like an answer. */
export const fieldName = /^[a-z][a-zA-Z]{0,29}$/;

/**
 * Returns the issues that zod found, each with its place, rule and question, and no answer.
 *
 * @param found - zod's issues.
 * @param input - What was parsed: tells a missing field from one of the wrong type.
 * @param words - What differs from one format to the next.
 */
export function issuesFromZod(found: readonly ZodIssue[], input: unknown, words: FormatWords): Issue[] {
  return found.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? fromUnknownFields(issue, words) : [fromZod(issue, input, words)],
  );
}

/** Writes a place, FHIRPath style; empty for the input as a whole. */
export function expressionOf(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text ? `${text}.${String(step)}` : String(step)),
    "",
  );
}

function place(path: Path, { linkIdAt }: FormatWords) {
  const expression = expressionOf(path);
  const linkId = linkIdAt(path);
  return {
    severity: "error" as const,
    ...(linkId === undefined ? {} : { linkId }),
    ...(expression === "" ? {} : { expression }),
  };
}

function fromUnknownFields(issue: ZodIssue & { code: "unrecognized_keys" }, words: FormatWords): Issue[] {
  return issue.keys.map((key) => ({
    ...place(fieldName.test(key) ? [...issue.path, key] : issue.path, words),
    code: "structure",
    rule: "unknown-field",
    message: `A field here is not part of ${words.format}. Check its spelling, or leave it out.`,
  }));
}

function fromZod(issue: ZodIssue, input: unknown, words: FormatWords): Issue {
  const at = place(issue.path, words);
  if (valueAt(input, issue.path) === undefined) {
    return {
      ...at,
      code: "required",
      message: "This field is missing. Add it.",
    };
  }
  switch (issue.code) {
    case "invalid_value":
      return {
        ...at,
        code: "code-invalid",
        valueSet: words.valueSetAt(issue.path),
        message: `This is not one of the codes that are allowed here. Use one of: ${issue.values.map(String).slice(0, 8).join(", ")}${issue.values.length > 8 ? ` and others in ${words.page}` : ""}.`,
      };
    case "too_big":
      return issue.origin === "string"
        ? {
            ...at,
            code: "too-long",
            maxCharacters: Number(issue.maximum),
            message: `Shorten this to ${issue.maximum} characters or fewer.`,
          }
        : {
            ...at,
            code: "invariant",
            rule: "max-items",
            message: `Keep this to ${issue.maximum} entries or fewer.`,
          };
    case "too_small":
      return {
        ...at,
        code: "value",
        rule: "not-empty",
        message: "This must not be empty. Fill it in, or leave the entry out.",
      };
    case "invalid_type":
      return {
        ...at,
        code: "structure",
        rule: `is-${issue.expected}`,
        message: `This must be of type ${issue.expected}.`,
      };
    case "invalid_format":
      return {
        ...at,
        code: "value",
        rule: issue.format,
        message: adviceOn(issue.format, words) ?? "This is not written as the format asks.",
      };
    default:
      return otherFault(issue, at, words);
  }
}

function otherFault(issue: ZodIssue, at: ReturnType<typeof place>, words: FormatWords): Issue {
  const named: unknown = issue.code === "custom" ? issue.params?.rule : undefined;
  const rule = typeof named === "string" ? named : issue.code;
  return {
    ...at,
    code: "value",
    rule,
    message: adviceOn(rule, words) ?? `This does not fit ${words.format}. See ${words.page}.`,
  };
}

function adviceOn(rule: string, { advice }: FormatWords): string | undefined {
  return Object.hasOwn(advice, rule) ? advice[rule] : undefined;
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    input,
  );
}
