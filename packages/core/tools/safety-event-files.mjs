// Makes the schemas of a whole v5 event from data/lfpse-5.json: one for each extension, a field for each element.
import { constant } from "./generated-module.mjs";
import { lfpseHeader, namesOf } from "./lfpse-files.mjs";

/** Field of the event that holds what stands on a contained resource; what stands on the event has a field of its own. */
const fieldOfResource = {
  Patient: "patients",
  Location: "location",
  Practitioner: "practitioner",
  Medication: "medications",
  Device: "devices",
};

/** Schemas in src/safety-event/element-types.ts, by FHIR type; the two elements with a rule of their own by name. */
const schemaOfType = {
  string: "text",
  integer: "integer",
  boolean: "trueOrFalse",
  date: "date",
  time: "time",
};
const schemaOfElement = {
  AgeAtTimeOfIncidentDays: "lfpseAgeInDays",
  PatientSequence: "integer",
};

/** `ITSystemsInvolvementFactors` is `itSystemsInvolvementFactors`. */
function fieldOf(name) {
  return name.replace(/^([A-Z]+(?=[A-Z][a-z])|[A-Z])/, (capitals) => capitals.toLowerCase());
}

function schemaOf({ name, min, max, type, valueSet }, codeLists) {
  const list = codeLists.get(valueSet);
  const item = schemaOfElement[name] ?? (type === "code" ? (list?.camel ?? "odsCode") : schemaOfType[type]);
  if (item === undefined) throw new Error(`${name} has a type without a schema: ${type}`);
  const value = max > 1 ? `several(${item}, ${max})` : item;
  // Patients are numbered by us where nobody did.
  return min > 0 && name !== "PatientSequence" ? value : `z.optional(${value})`;
}

/** Returns the module with the schemas, and the table of which element each field is. */
export function safetyEventFile(text) {
  const taxonomy = JSON.parse(text);
  const { version } = taxonomy;
  const codeLists = new Map(
    Object.entries(taxonomy.codeSystems)
      .filter(([, { codesOmitted }]) => !codesOmitted)
      .map(([id]) => [id, namesOf(id, version)]),
  );
  const extensions = taxonomy.profiles
    .filter(({ kind }) => kind === "extension")
    .map(({ id, attachedTo, elements }) => {
      const { short } = namesOf(id, version);
      const concept = namesOf(id.replace(/^adverse-event-/, ""), version).camel;
      const resource = attachedTo.startsWith("patient-safety-")
        ? "AdverseEvent"
        : namesOf(attachedTo.replace(/^adverse-event-/, ""), version).pascal;
      return { extension: short, concept, resource, field: fieldOfResource[resource] ?? concept, elements };
    });
  const names = [...codeLists.values()].sort((one, other) => (one.short < other.short ? -1 : 1));
  const table = Object.fromEntries(
    extensions.map(({ field, extension, resource, elements }) => [
      field,
      { extension, resource, elements: Object.fromEntries(elements.map(({ name }) => [fieldOf(name), name])) },
    ]),
  );
  const types = [...new Set([...Object.values(schemaOfType), ...Object.values(schemaOfElement), "odsCode", "several"])];
  return {
    path: `src/generated/safety-event-${version}.ts`,
    text: [
      `${lfpseHeader(taxonomy, text)}import * as z from "zod/mini";`,
      `import { ${types.sort().join(", ")} } from "../safety-event/element-types.ts";`,
      ...names.map(({ short, camel }) => `import { ${camel}Codes } from "./codes/lfpse-${version}/${short}.ts";`),
      "",
      ...names.map(({ camel }) => `const ${camel} = z.enum(${camel}Codes);`),
      "",
      ...extensions.flatMap(({ extension, concept, resource, elements }) => [
        `/** ${extension}-${version}. */`,
        `${resource === "AdverseEvent" ? "" : "export "}const ${concept}Schema = z.strictObject({`,
        ...elements.map((element) => `  ${fieldOf(element.name)}: ${schemaOf(element, codeLists)},`),
        "});",
        "",
      ]),
      "/** What stands on the event itself: each extension under its concept. */",
      "export const rootExtensionShape = {",
      ...extensions
        .filter(({ resource }) => resource === "AdverseEvent")
        .map(({ field, concept }) => `  ${field}: z.optional(${concept}Schema),`),
      "};",
      "",
      constant(
        `safetyEvent${version}Extensions`,
        table,
        "By field of the event: the extension, the resource it stands on, and its elements by field.",
      ),
    ].join("\n"),
  };
}
