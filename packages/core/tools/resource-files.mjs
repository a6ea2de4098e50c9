// Makes the JSON files that are not code: the FHIR resources in fhir/ and the JSON Schema in schema/.
import { codeSystems } from "./fhir-code-systems.mjs";
import { conceptMaps } from "./fhir-concept-maps.mjs";
import { valueSets } from "./fhir-value-sets.mjs";
import { json } from "./generated-module.mjs";
import { loadSource } from "./load-source.mjs";
import { recordJsonSchema } from "./record-json-schema.mjs";

const needed = `
export { toJSONSchema } from "zod/mini";
export { canonical } from "./src/factors/canonical.ts";
export { listsWithoutRepeats } from "./src/record/record-limits.ts";
export { recordSchema } from "./src/record/record.ts";
`;

/** Returns every resource file; `generated` is what this run made of the data, `lfpse` the involvement codes and their base. */
export async function resourceFiles(tree, lfpse, generated) {
  const core = await loadSource(needed, generated);
  const resources = [
    ...codeSystems(tree, core.canonical),
    ...valueSets(tree, core.canonical),
    ...conceptMaps(tree, core.canonical, lfpse),
  ];
  const files = resources.map(({ resourceType, ...rest }) => ({
    path: `fhir/${resourceType}-${rest.id}.json`,
    value: { resourceType, ...rest },
  }));
  const schema = { path: "schema/record.schema.json", value: recordJsonSchema(tree, core) };
  return [...files, schema].map(({ path, value }) => ({ path, text: `${json(value)}\n` }));
}
