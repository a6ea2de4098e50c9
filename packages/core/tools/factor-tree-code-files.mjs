// Makes one module for each coded list of the factor tree, so that a reader of one list loads one list.
import { header, json } from "./generated-module.mjs";

/** The coded lists: file name, which is also the last part of the code system, what it lists, and where the tree has it. */
export const codedLists = [
  { list: "system-type", plural: "system types", field: "systemTypes" },
  { list: "factor-group", plural: "groups (tiles)", field: "groups" },
  { list: "factor", plural: "factors", field: "factors" },
  { list: "sociotechnical-dimension", plural: "sociotechnical dimensions", field: "sociotechnicalDimensions" },
  { list: "seips-element", plural: "SEIPS 3.0 work system elements", field: "seipsElements" },
];

function codeModule({ list, plural, field }, tree) {
  const pascal = list.replaceAll(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
  const camel = pascal[0].toLowerCase() + pascal.slice(1);
  const type = `${pascal}Code`;
  const concepts = tree[field].map(({ id, label, hint }) => ({
    code: id,
    display: label,
    ...(hint === undefined ? {} : { hint }),
  }));
  const first = json(concepts[0].code);
  return `import { parseTreeCode, type TreeConcept } from "../../../factors/tree-code.ts";
import type { Result } from "../../../outcome/issue.ts";

/** Codes of the ${plural}, in the order shown. */
export const ${camel}Codes = ${json(concepts.map(({ code }) => code))} as const;

/** A code of the ${plural}. */
export type ${type} = (typeof ${camel}Codes)[number];

/** Code, label and hint of the ${plural} in English and Welsh (not yet reviewed), in the order shown. */
export const ${camel}Concepts: readonly TreeConcept<${type}>[] = ${json(concepts)};

/**
 * Returns the input as a code of the ${plural}, or an issue.
 *
 * @param input - Anything; never throws.
 * @example
 * parse${pascal}(${first}); // { ok: true, value: ${first} }
 */
export function parse${pascal}(input: unknown): Result<${type}> {
  return parseTreeCode(input, ${camel}Codes, ${json(list)});
}
`;
}

/** Returns the modules of the coded lists, made from the text of data/factors.json. */
export function factorTreeCodeFiles(text) {
  const tree = JSON.parse(text);
  const head = header("factors.json", tree.version, text);
  return codedLists.map((each) => ({
    path: `src/generated/codes/factor-tree/${each.list}.ts`,
    text: head + codeModule(each, tree),
  }));
}
