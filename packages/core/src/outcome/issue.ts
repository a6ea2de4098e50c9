/**
 * One thing wrong with some input: where it is, which rule it breaks, and what to do.
 *
 * `code` is a FHIR issue type (so an issue maps one to one to `OperationOutcome.issue`), `linkId` the question it belongs
 * to, `expression` the place in FHIRPath style (`systems[0].type`). `message` names the rule and what to do next; it
 * never repeats an answer.
 *
 * @see FHIR R4, value set issue-type
 * @example
 * const issue: Issue = {
 *   severity: "error",
 *   code: "required",
 *   linkId: "part",
 *   expression: "part",
 *   message: "Say whether a digital system played a part.",
 * };
 */
export type Issue = IssuePlace &
  (
    | { readonly code: "required" }
    | { readonly code: "code-invalid"; readonly valueSet: string }
    | { readonly code: "too-long"; readonly maxCharacters: number }
    | { readonly code: "value"; readonly rule: string }
    | { readonly code: "structure"; readonly rule: string }
    | { readonly code: "invariant"; readonly rule: string }
    | { readonly code: "not-supported"; readonly rule: string }
  );

/**
 * The part every {@link Issue} has: how serious, where, and in words.
 *
 * @example
 * const place: IssuePlace = { severity: "warning", expression: "context", message: "Leave this out." };
 */
export interface IssuePlace {
  /** `error`: the input is refused. `warning`: it is taken, but look at it. */
  readonly severity: "error" | "warning";
  /** Question the issue belongs to, where there is one. */
  readonly linkId?: string;
  /** Place in the input, FHIRPath style. Absent for the input as a whole. */
  readonly expression?: string;
  /** Rule and next step in plain English, without any answer. */
  readonly message: string;
}

/**
 * What a `parse…` function returns: the value, or every issue found.
 *
 * @example
 * const result: Result<number> = { ok: true, value: 1 };
 */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly Issue[] };
