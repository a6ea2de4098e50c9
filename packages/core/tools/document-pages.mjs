// Makes the generated pages of docs/, from the data and from the rules as they stand.
import { codebookPage } from "./codebook.mjs";
import { loadSource } from "./load-source.mjs";
import { rulePages } from "./rule-pages.mjs";

const needed = `
export { explainWordsEn } from "./src/explain/explain-words.ts";
export { recordValues } from "./src/record/record-values.ts";
export { reportingRoutes } from "./src/routes/reporting-route.ts";
export { routeIds } from "./src/routes/route.ts";
export { routeRules } from "./src/routes/route-rules.ts";
export { scenarios } from "./src/routes/scenarios.fixtures.ts";
export { ruleSources } from "./src/sources/rule-source.ts";
export { assessYellowCard } from "./src/yellow-card/assessment.ts";
export { deviceStatus } from "./src/yellow-card/device-status.ts";
export { yellowCardRules } from "./src/yellow-card/rules.ts";
export { functionsOfSystemType } from "./src/yellow-card/system-functions.ts";
`;

/** Returns every generated page: path relative to the package, and text. `generated` is what this run made of the data. */
export async function documentPages(tree, involvementCodes, generated) {
  const core = await loadSource(needed, generated);
  return [codebookPage(tree, involvementCodes, core), ...rulePages(core)];
}
