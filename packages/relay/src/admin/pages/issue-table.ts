import type { Issue } from "@digital-factors/core";
import { html } from "hono/html";
import type { Markup } from "../components/markup.ts";
import { table } from "../components/table.ts";
import type { AdminStrings } from "../strings/strings.ts";
import { questionOf, reasonOf, ruleOf } from "./state-words.ts";

/** Most issues shown of one record: LFPSE may send a thousand. */
const mostIssues = 50;

/** Renders issues in our own words, with the question and the rule of each. */
export function issueTable(issues: readonly Issue[], strings: AdminStrings): Markup {
  const { record } = strings;
  if (issues.length === 0) return html`<p>${record.noIssues}</p>`;
  return table({
    id: "issues",
    caption: record.why,
    isCaptionUnseen: true,
    columns: [record.issueColumns.reason, record.issueColumns.question, record.issueColumns.ruleCode],
    rows: issues
      .slice(0, mostIssues)
      .map((issue) => [reasonOf(issue, strings), questionOf(issue, strings), html`<code>${ruleOf(issue)}</code>`]),
  });
}

/** Renders issues in the exact words of whoever wrote them. Those are English, and can repeat an answer. */
export function wordingTable(issues: readonly Issue[], strings: AdminStrings): Markup {
  const { record } = strings;
  return table({
    id: "wording",
    caption: record.wordingTitle,
    isCaptionUnseen: true,
    columns: [record.wordingWords, record.wordingPlace, record.issueColumns.ruleCode],
    rows: issues
      .slice(0, mostIssues)
      .map(({ message, expression, ...issue }) => [
        html`<span lang="en">${message}</span>`,
        expression === undefined ? "" : html`<code>${expression}</code>`,
        html`<code>${"rule" in issue ? issue.rule : issue.code}</code>`,
      ]),
  });
}

/** Returns whether there is wording that our own words do not say. */
export function hasOtherWording(issues: readonly Issue[], strings: AdminStrings): boolean {
  return issues.some((issue) => reasonOf(issue, strings) === strings.otherReason);
}
