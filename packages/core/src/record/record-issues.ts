import type * as z from "zod/mini";
import type { Issue } from "../outcome/issue.ts";
import type { QuestionId } from "../questions/question.ts";

type ZodIssue = z.core.$ZodIssue;

/** Question that each top field of a record belongs to. */
const questionOfField: Readonly<Record<string, QuestionId>> = {
  part: "part",
  contribution: "part",
  systems: "system",
  group: "group",
  factors: "factors",
  involvement: "involvement",
  description: "description",
  stillHappening: "still-happening",
  othersAffected: "others-affected",
  harm: "harm",
  yellowCard: "yellow-card",
};

/** Field names that are safe to repeat: they look like a field of ours, not like an answer. */
const fieldName = /^[a-z][a-zA-Z]{0,29}$/;

/**
 * Returns the issues that zod found in a record, each with its place, rule and question, and no answer.
 *
 * @param found - zod's issues.
 * @param input - What was parsed: tells a missing field from one of the wrong type.
 */
export function toRecordIssues(found: readonly ZodIssue[], input: unknown): Issue[] {
  return found.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? fromUnknownFields(issue) : [fromZod(issue, input)],
  );
}

function place(path: readonly PropertyKey[]) {
  const expression = path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text ? `${text}.${String(step)}` : String(step)),
    "",
  );
  const linkId = questionOfField[String(path[0])];
  return {
    severity: "error" as const,
    ...(linkId === undefined ? {} : { linkId }),
    ...(expression === "" ? {} : { expression }),
  };
}

function fromUnknownFields(issue: ZodIssue & { code: "unrecognized_keys" }): Issue[] {
  return issue.keys.map((key) => ({
    ...place(fieldName.test(key) ? [...issue.path, key] : issue.path),
    code: "structure",
    rule: "unknown-field",
    message: "A field here is not part of the record format. Check its spelling, or leave it out.",
  }));
}

function fromZod(issue: ZodIssue, input: unknown): Issue {
  const at = place(issue.path);
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
        valueSet: issue.path.filter((step) => typeof step === "string").join("."),
        message: `This is not one of the codes that are allowed here. Use one of: ${issue.values.map(String).slice(0, 8).join(", ")}${issue.values.length > 8 ? " and others in docs/record.md" : ""}.`,
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
        message: formatAdvice[issue.format] ?? "This is not written as the format asks.",
      };
    default:
      return {
        ...at,
        code: "value",
        rule: issue.code,
        message: "This does not fit the record format. See docs/record.md.",
      };
  }
}

const formatAdvice: Readonly<Record<string, string>> = {
  uuid: "This must be a UUID, for example from crypto.randomUUID().",
  datetime: "This must be an ISO 8601 instant with an offset, such as 2026-01-31T14:05:00Z.",
};

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    input,
  );
}
