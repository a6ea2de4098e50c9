import {
  type RecordDraft,
  type ReportingRoute,
  type RuleSourceId,
  reportingRoutes,
  type YellowCardCriterion,
} from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import { criteriaFrom } from "../answers/criteria-from.ts";
import { draftFrom } from "../answers/draft-from.ts";
import { type StandaloneWords, standaloneWordsFor } from "../strings/standalone.ts";
import { formStyles } from "./digital-factors-form.styles.ts";
import { FramedElement } from "./framed-element.ts";
import { headingLevelFrom } from "./heading-level.ts";
import { markEmpty } from "./mark-empty.ts";
import { routeGroups, shownRoutes } from "./routes.ts";
import { siteLink } from "./site-link.ts";
import { sourceName } from "./source-name.ts";
import { standaloneStyles } from "./standalone.styles.ts";

interface RoutesSettings {
  readonly draft: RecordDraft;
  readonly routes: readonly ReportingRoute[];
  readonly headingLevel: number;
  readonly strings: StandaloneWords;
}

const bodyOf = {
  "yellow-card-device": "yellow-card",
  "yellow-card-medicine": "yellow-card",
  iric: "iric",
  niaic: "niaic",
} as const;

/**
 * `<reporting-routes>`: who else has to be told of an event, why, who does it and by when, for a page of the host's own.
 * Shows nothing while the record says nothing, or nobody has to be told.
 *
 * @see packages/form/README.md for attributes, properties, parts and custom properties
 * @example
 * import { ReportingRoutes } from "@digital-factors/form";
 * customElements.define("my-reporting-routes", class extends ReportingRoutes {});
 */
export class ReportingRoutes extends FramedElement<RoutesSettings> {
  static override readonly styles = [formStyles, standaloneStyles];
  static override readonly properties = {
    ...FramedElement.properties,
    nation: {},
    reporter: {},
    headingLevel: { attribute: "heading-level" },
    record: { attribute: false },
    criteria: { attribute: false },
  };

  /** `england` (default), `wales`, `scotland` or `northern-ireland`. What the record says comes first. */
  declare nation: string;
  /** `staff` (default), `patient`, `public`, `safety-officer` or `supplier`. What the record says comes first. */
  declare reporter: string;
  /** Level of the headings in the host's outline, `1` to `6`. Default: `3`. */
  declare headingLevel: string | number;
  /** What the host knows: a record, or a part of one. What is unknown or wrong in it is left out. */
  declare record: unknown;
  /** Codes ticked in LFPSE's own Yellow Card criteria question, where the host asks it. Default: none. */
  declare criteria: readonly YellowCardCriterion[];

  readonly #internals = this.attachInternals();

  constructor() {
    super();
    this.nation = this.reporter = this.headingLevel = "";
    this.criteria = [];
  }

  protected override willUpdate(): void {
    markEmpty(this.#internals, this.#isEmpty);
  }

  protected override readSettings(): RoutesSettings {
    const { nation = "england", reporter = "staff" } = draftFrom(this);
    const given = draftFrom(this.record);
    const draft = { nation, reporter, ...given };
    const criteria = criteriaFrom(this.criteria);
    const isForPublic = draft.reporter === "patient" || draft.reporter === "public";
    const isSilent = Object.keys(given).length === 0 && criteria.length === 0;
    return {
      draft,
      routes: isSilent ? [] : shownRoutes(reportingRoutes(draft, { criteria }), isForPublic),
      headingLevel: headingLevelFrom(this.headingLevel),
      strings: standaloneWordsFor(this.language, this.strings),
    };
  }

  get #isEmpty(): boolean {
    const { draft, routes } = this.settings;
    return routes.length === 0 && draft.part !== "none";
  }

  protected override render(): TemplateResult {
    const { draft, routes, headingLevel, strings } = this.settings;
    const after = (route: ReportingRoute) => afterRoute(route, strings);
    return this.frame(
      strings.lang,
      html`${draft.part === "none" ? html`<p>${strings.standalone.noPart}</p>` : nothing}
      ${routeGroups(routes, strings, { after, headingLevel })} ${sources(routes, strings)}`,
    );
  }
}

function afterRoute({ route, who }: ReportingRoute, strings: StandaloneWords): TemplateResult {
  const body = route in bodyOf ? bodyOf[route as keyof typeof bodyOf] : undefined;
  return html`<span class="who">${strings.standalone.who[who]}</span> ${
    body === undefined ? nothing : html`<br />${siteLink(body, strings)}`
  }`;
}

function sources(routes: readonly ReportingRoute[], strings: StandaloneWords): TemplateResult | typeof nothing {
  const ids = new Set<RuleSourceId>(routes.flatMap(({ reasons }) => reasons.map(({ source }) => source)));
  if (ids.size === 0) return nothing;
  return html`<details part="sources">
    <summary><span>${strings.standalone.sources}</span></summary>
    <ul class="behind">
      ${[...ids].map((id) => html`<li>${sourceName(id, strings)}</li>`)}
    </ul>
  </details>`;
}
