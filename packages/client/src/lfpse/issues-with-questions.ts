import { type AdverseEvent, type Issue, linkIdOf } from "@digital-factors/core";
import { isObject } from "./json-object.ts";

/**
 * Returns LFPSE's issues, each with the question of ours that its place was filled from, where there is one.
 *
 * An LFPSE answer is an extension whose `url` is the element's name, so the name is looked up in the event that was sent
 * along the issue's expression (`AdverseEvent.extension[0].extension[1].valueCode`); else it is read from the
 * expression itself (`extension.where(url = 'InvolvedAgents')`).
 *
 * @param issues - As `issuesFromOperationOutcome` read them.
 * @param event - The event they are about.
 */
export function issuesWithQuestions(issues: readonly Issue[], event: AdverseEvent): readonly Issue[] {
  return issues.map((issue) => {
    if (issue.linkId !== undefined || issue.expression === undefined) return issue;
    const names = [...namesAlong(issue.expression, event), ...(issue.expression.match(/[A-Za-z]+/g) ?? [])];
    const linkId = names.map((name) => linkIdOf(name).linkId).findLast((each) => each !== undefined);
    return linkId === undefined ? issue : { ...issue, linkId };
  });
}

/** Names of the extensions that a simple path (`name` or `name[index]`, joined by dots) leads through. */
function namesAlong(expression: string, event: AdverseEvent): string[] {
  const names: string[] = [];
  let place: unknown = event;
  for (const step of expression.split(".").slice(1)) {
    const [, name, index] = /^(\w+)(?:\[(\d+)\])?$/.exec(step) ?? [];
    if (name === undefined || !isObject(place) || !Object.hasOwn(place, name)) break;
    const value: unknown = place[name];
    place = Array.isArray(value) ? value[Number(index ?? 0)] : value;
    if (isObject(place) && typeof place.url === "string") names.push(place.url);
  }
  return names;
}
