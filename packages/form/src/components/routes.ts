import type { ReportingRoute } from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import type { Strings } from "../strings/en.ts";
import { fill } from "../strings/strings.ts";

const isReporters = ({ who }: ReportingRoute) => who === "reporter";
const isOurs = ({ who }: ReportingRoute) => who === "system";

/** What changes from place to place. */
export interface RoutesOptions {
  /** Stands behind each route. */
  readonly after?: (route: ReportingRoute) => unknown;
  /** Level of the headings. Default: 3. */
  readonly headingLevel?: number;
}

/** Returns the routes that are for this reader: the host's form is the local system, and what an organisation does is no concern of a patient's. */
export function shownRoutes(routes: readonly ReportingRoute[], isForPublic: boolean): readonly ReportingRoute[] {
  return routes.filter((each) => each.route !== "local" && (!isForPublic || isReporters(each) || isOurs(each)));
}

/** Renders the places to tell, by who acts. What the reporter can do themselves comes last, nearest to the button. */
export function routeGroups(
  routes: readonly ReportingRoute[],
  strings: Strings,
  { after, headingLevel = 3 }: RoutesOptions = {},
): readonly (TemplateResult | typeof nothing)[] {
  const theirs = routes.filter((route) => !isReporters(route) && !isOurs(route));
  const groups = [
    [strings.check.system, routes.filter(isOurs)],
    [strings.check.organisation, theirs.filter(({ advice }) => advice === "report")],
    [strings.check.organisationMay, theirs.filter(({ advice }) => advice === "consider")],
    [strings.check.reporter, routes.filter(isReporters)],
  ] as const;
  return groups.map(([heading, list]) =>
    list.length === 0
      ? nothing
      : html`<h3 aria-level=${headingLevel}>${heading}</h3>
          <ul part="routes">
            ${list.map((each) => {
              const { route, clock } = each;
              const { name, why } = strings.routes[route];
              const when =
                clock === undefined ? "" : fill(strings.check.when, { clock: strings.clocks[clock] ?? clock });
              return html`<li><b>${name}</b>. ${why} ${when} ${after?.(each)}</li>`;
            })}
          </ul>`,
  );
}
