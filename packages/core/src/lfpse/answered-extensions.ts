import { isObject, type JsonObject } from "./adverse-event-issue.ts";
import type { CompiledProfile } from "./compiled-profile.ts";
import type { Place } from "./validate-extensions.ts";

/** An answer that a rule looks at. */
export interface Answer {
  readonly element: unknown;
  readonly code: unknown;
  readonly integer: unknown;
  readonly place: Place;
}

/** One extension of the event with its answers. */
export interface Answered {
  /** Id of the extension without its release. */
  readonly name: string;
  readonly place: Place;
  readonly answers: readonly Answer[];
}

/** Returns each extension of the profile in the event, with its answers to `elements`. */
export function answeredExtensions(
  { extension, contained }: JsonObject,
  { names }: CompiledProfile,
  elements: ReadonlySet<unknown>,
): readonly Answered[] {
  const answered: Answered[] = [];
  addAnswered(extension, () => "AdverseEvent", names, elements, answered);
  for (const [index, each] of listOf(contained).entries()) {
    const place = () => `AdverseEvent.contained[${index}]`;
    if (isObject(each)) addAnswered(each.extension, place, names, elements, answered);
  }
  return answered;
}

function addAnswered(
  extensions: unknown,
  outer: Place,
  names: CompiledProfile["names"],
  elements: ReadonlySet<unknown>,
  answered: Answered[],
): void {
  const list = listOf(extensions);
  for (let index = 0; index < list.length; index += 1) {
    const extension = list[index];
    const name = isObject(extension) ? names.get(extension.url) : undefined;
    if (!isObject(extension) || name === undefined) continue;
    const place = () => `${outer()}.extension[${index}]`;
    answered.push({ name, place, answers: answersIn(listOf(extension.extension), place, elements) });
  }
}

function answersIn(list: readonly unknown[], outer: Place, elements: ReadonlySet<unknown>): readonly Answer[] {
  const answers: Answer[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const each = list[index];
    if (!isObject(each) || !elements.has(each.url)) continue;
    const { url, valueCode, valueInteger } = each;
    const place = () => `${outer()}.extension[${index}]`;
    answers.push({ element: url, code: valueCode, integer: valueInteger, place });
  }
  return answers;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
