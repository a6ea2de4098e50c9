import type { Condition } from "../questions/enable-when.ts";

/** One thing that FHIR can test of an answered item: its code, or that there is an answer. */
export type Literal = { readonly question: string; readonly code: string } | { readonly question: string };

/** Holds when any of its literals does. */
export type Clause = readonly Literal[];

/**
 * A fact stands on rules that no `enableWhen` can hold. What each needs first can be told: something to judge.
 *
 * @see question-flow.ts, `factsOf`
 */
const storyIsTold: Clause = [{ question: "group" }, { question: "part", code: "helped" }];

/** Returns the clauses that all have to hold for a condition; none for one that always holds. */
export function clausesOf(condition: Condition): readonly Clause[] {
  if ("always" in condition) return [];
  if ("fact" in condition) return [storyIsTold];
  if ("answered" in condition) return [[{ question: condition.answered }]];
  if ("all" in condition) return condition.all.flatMap(clausesOf);
  return [condition.in.map((code) => ({ question: condition.question, code }))];
}

/** Returns the clause that holds when any of these does; none if one of them always holds. */
export function anyOf(clauses: readonly (Clause | undefined)[]): Clause | undefined {
  const literals = new Map<string, Literal>();
  for (const clause of clauses) {
    if (clause === undefined) return undefined;
    for (const literal of clause) literals.set(keyOf(literal), literal);
  }
  return [...literals.values()];
}

/** Tells whether two clauses hold for the same answers. */
export function isSameClause(one: Clause, other: Clause): boolean {
  const keys = new Set(one.map(keyOf));
  return one.length === other.length && other.every((literal) => keys.has(keyOf(literal)));
}

function keyOf(literal: Literal): string {
  return "code" in literal ? `${literal.question} ${literal.code}` : literal.question;
}
