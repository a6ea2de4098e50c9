import { formFixtures } from "../src/components/digital-factors-form.fixtures.ts";
import { routesFixtures } from "../src/components/reporting-routes.fixtures.ts";
import { promptFixtures } from "../src/components/yellow-card-prompt.fixtures.ts";

/** What all fixtures have in common. */
export interface StateFixture {
  readonly name: string;
  /** Words that are shown then; empty where nothing is. */
  readonly shows: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties?: object;
  readonly press?: readonly string[];
}

/** The states of one element. */
export interface StateGroup {
  readonly tagName: "digital-factors-form" | "yellow-card-prompt" | "reporting-routes";
  readonly fixtures: readonly StateFixture[];
}

/** Every state of every element, from the fixtures of the tests. */
export const stateGroups: readonly StateGroup[] = [
  { tagName: "digital-factors-form", fixtures: formFixtures },
  { tagName: "yellow-card-prompt", fixtures: promptFixtures },
  { tagName: "reporting-routes", fixtures: routesFixtures },
];

/** Anchor of a state on the page. */
export function anchorOf({ tagName }: StateGroup, { name }: StateFixture): string {
  return `${tagName}--${name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")}`;
}
