// Makes the pages that show the rules, from the rules: docs/scenarios.md, docs/rule-sources.md, docs/data-flow.md.
import { page, sourceLink, table } from "./markdown.mjs";

const code = (text) => `\`${text}\``;
const adviceMark = { report: "●", consider: "○" };

function scenarioPage({ scenarios, routeIds, assessYellowCard, reportingRoutes }) {
  const shown = routeIds.filter((route) => route !== "lfpse" && route !== "local");
  const markOf = (routes, route) =>
    routes.includes(route) ? adviceMark.report : routes.includes(`${route}?`) ? adviceMark.consider : "";
  const rulesOf = (record) => {
    const { device, medicine } = assessYellowCard(record);
    const ofRoutes = reportingRoutes(record).flatMap(({ reasons }) => reasons);
    const ids = [...device.reasons, ...medicine.reasons, ...ofRoutes].map(({ rule }) => rule);
    return [...new Set(ids)]
      .filter((id) => !id.startsWith("every-event-"))
      .map(code)
      .join(", ");
  };
  return {
    path: "../../docs/scenarios.md",
    text: page("Scenarios: where each report goes", "packages/core/src/routes/scenarios.fixtures.ts", [
      `${scenarios.length} cases, each decided by a source and not by the code; the tests hold the rules to them. ● report, ○ look whether it applies. Every
event is also kept in the local system, and in England goes to LFPSE. The words are explained in [the rules](rules.md).`,
      table(
        ["", "scenario", "nation", "reporter", "Yellow Card, device", "Yellow Card, medicine", ...shown],
        scenarios.map(({ name, record, device, medicine, routes }, index) => [
          index + 1,
          name,
          record.nation,
          record.reporter,
          device,
          medicine,
          ...shown.map((route) => markOf(routes, route)),
        ]),
      ),
      "## Sources, and the rules that applied",
      "The rules by which every event goes to the local system and, in England, to LFPSE are left out.",
      table(
        ["", "source", "rules"],
        scenarios.map(({ source, record }, index) => [index + 1, source, rulesOf(record)]),
      ),
    ]),
  };
}

function ruleSourcePage({ yellowCardRules, routeRules, ruleSources, explainWordsEn }) {
  const rulesOf = (id) => [
    ...Object.keys(yellowCardRules).filter((rule) => yellowCardRules[rule] === id),
    ...routeRules.filter(({ source }) => source === id).map((rule) => rule.id),
  ];
  return {
    path: "../../docs/rule-sources.md",
    text: page("Each rule and its source", "the rules in packages/core/src", [
      `What each rule says in the words of \`explain\`, and the page or law it rests on. Public pages were read in November 2026; they change. How the
rules work together: [the rules](rules.md).`,
      "## Yellow Card",
      table(
        ["rule", "in words", "source"],
        Object.entries(yellowCardRules).map(([rule, source]) => [
          code(rule),
          explainWordsEn.rules[rule],
          sourceLink(ruleSources[source]),
        ]),
      ),
      "## Routes",
      table(
        ["rule", "in words", "route", "advice", "source"],
        routeRules.map(({ id, route, advice, source }) => [
          code(id),
          explainWordsEn.routeRules[id],
          code(route),
          advice,
          sourceLink(ruleSources[source]),
        ]),
      ),
      "## Sources",
      table(
        ["id", "source", "rules"],
        Object.entries(ruleSources).map(([id, source]) => [
          code(id),
          sourceLink(source),
          rulesOf(id).map(code).join(", "),
        ]),
      ),
    ]),
  };
}

/** The map in Mermaid: one box for each who, one node for each route of theirs, one line for each rule. */
function flowMap(routeRules, words) {
  const nodeOf = ({ who, route }) => `${who}_${route}`.replaceAll("-", "_");
  const whoActs = [...new Set(routeRules.map(({ who }) => who))];
  const boxes = whoActs.flatMap((who) => {
    const theirs = routeRules.filter((rule) => rule.who === who);
    const routes = [...new Set(theirs.map(({ route }) => route))];
    const nodes = routes.map((route) => {
      const clock = theirs.find((rule) => rule.route === route && rule.clock)?.clock;
      const label = [words.routes[route].name, clock].filter(Boolean).join("<br>");
      return `    ${nodeOf({ who, route })}["${label}"]`;
    });
    return [`  subgraph ${who.replaceAll("-", "_")}_box["${words.who[who].name}"]`, ...nodes, "  end"];
  });
  const lines = routeRules.map((rule) =>
    rule.advice === "report" ? `  event -->|${rule.id}| ${nodeOf(rule)}` : `  event -.->|${rule.id}| ${nodeOf(rule)}`,
  );
  return ["```mermaid", "flowchart LR", '  event(["An event or a risk is reported"])', ...boxes, ...lines, "```"].join(
    "\n",
  );
}

function dataFlowPage({ routeRules, routeIds, ruleSources, scenarios, reportingRoutes, recordValues, explainWordsEn }) {
  const words = explainWordsEn;
  const reachedBy = (nation, reporter) =>
    scenarios.flatMap(({ record }) => reportingRoutes({ ...record, nation, reporter }));
  const columns = recordValues.nation.flatMap((nation) =>
    ["staff", "public"].map((reporter) => ({ nation, reporter })),
  );
  const reached = columns.map(({ nation, reporter }) => reachedBy(nation, reporter));
  const markIn = (routes, route) => {
    const advice = routes.filter((each) => each.route === route).map((each) => each.advice);
    return advice.includes("report") ? adviceMark.report : advice.includes("consider") ? adviceMark.consider : "";
  };
  return {
    path: "../../docs/data-flow.md",
    text: page("Where a report goes: the map of reporting routes", "packages/core/src/routes/route-rules.ts", [
      `The Digital Clinical Safety Strategy asks for a data-flow map of the routes by which information on digital clinical safety travels. This one
is drawn from the rules that the SDK runs: a box for each who acts, with the time limit where a source gives one, and a line for each rule. A
full line: report. A dotted line: look whether it applies. Nothing here holds up the report itself. When each rule applies:
[the rules](rules.md).`,
      flowMap(routeRules, words),
      "## By who acts",
      table(
        ["who acts", "route", "rule", "why", "advice", "clock", "source"],
        [...new Set(routeRules.map(({ who }) => who))].flatMap((who) =>
          routeRules
            .filter((rule) => rule.who === who)
            .map(({ id, route, advice, clock, source }) => [
              words.who[who].name,
              words.routes[route].name,
              code(id),
              words.routeRules[id],
              advice,
              clock,
              sourceLink(ruleSources[source]),
            ]),
        ),
      ),
      "## By nation",
      `Which routes any of the [scenarios](scenarios.md) reaches when staff, or a member of the public, report it in each nation: ● report, ○ look whether
it applies.`,
      table(
        ["route", ...columns.map(({ nation, reporter }) => `${nation}, ${reporter}`)],
        routeIds.map((route) => [words.routes[route].name, ...reached.map((routes) => markIn(routes, route))]),
      ),
      `Not drawn: a link between LFPSE and the MHRA for devices, which at the time of reading was being explored and did not exist, so both reports
are needed. Not known: numeric thresholds of the NIS rules in health. A National Patient Safety Alert is what others make of reports, not a
route for a report.`,
    ]),
  };
}

/** Returns the pages that show the rules. */
export function rulePages(core) {
  return [scenarioPage(core), ruleSourcePage(core), dataFlowPage(core)];
}
