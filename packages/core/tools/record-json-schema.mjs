// Makes the JSON Schema (draft 2020-12) of a record from the zod schema that parseRecord runs.

const $comment =
  "Generated from the zod schema of @digital-factors/core, and takes what its parseRecord takes. For id and instants the pattern decides; format is for tools that show it.";

/** The coded lists of the tree, written once under $defs with the label of each code. */
function definitions({ systemTypes, groups, factors, retiredFactors }) {
  const list = (title, concepts) => ({
    title,
    oneOf: concepts.map(({ id, label, retired }) => ({
      const: id,
      title: label.en,
      ...(retired === undefined ? {} : { deprecated: true }),
    })),
  });
  return {
    systemType: list("Type of system", systemTypes),
    factorGroup: list("Group of factors", groups),
    factor: list("Digital contributing factor", [...factors, ...retiredFactors]),
  };
}

/** Returns the schema with each list of codes that `definitions` holds put in place by reference. */
function withReferences(node, references) {
  if (Array.isArray(node)) return node.map((each) => withReferences(each, references));
  if (typeof node !== "object" || node === null) return node;
  const reference = node.enum && references.get(node.enum.join(" "));
  if (reference) return { $ref: reference };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withReferences(value, references)]));
}

/** Returns the JSON Schema of a record. */
export function recordJsonSchema(tree, { recordSchema, toJSONSchema, canonical, listsWithoutRepeats }) {
  const $defs = definitions(tree);
  const references = new Map(
    Object.entries($defs).map(([name, { oneOf }]) => [oneOf.map((each) => each.const).join(" "), `#/$defs/${name}`]),
  );
  const { $schema, ...schema } = withReferences(toJSONSchema(recordSchema, { io: "input" }), references);
  for (const field of listsWithoutRepeats) schema.properties[field].uniqueItems = true;
  return {
    $schema,
    $id: canonical(`record-schema:${schema.properties.format.const.split("/")[1]}`),
    $comment,
    title: "Digital factors record",
    description: "One report of a digital factor in a patient safety event.",
    ...schema,
    $defs,
  };
}
