// Makes the modules of one LFPSE taxonomy from data/lfpse-4.json or data/lfpse-5.json.
import { constant, header, json } from "./generated-module.mjs";

/** Head of the files made from a taxonomy: what, and on whose terms. */
export function lfpseHeader(taxonomy, text) {
  const { version, source, licence } = taxonomy;
  return `${header(`lfpse-${version}.json`, `LFPSE taxonomy ${version}`, text)}// Source: ${source}.\n// ${licence}\n\n`;
}

function lfpseFile(taxonomy, text) {
  const { version } = taxonomy;
  const profiles = taxonomy.profiles.map(({ id, kind, name, attachedTo, min, max, elements }) => ({
    id,
    kind,
    ...(name ? { name } : {}),
    ...(attachedTo ? { attachedTo, min, max } : {}),
    elements: elements
      .filter(({ type }) => type !== "Extension")
      .map(({ name: element, min: low, max: high, type, valueSet }) => [
        element,
        low,
        high,
        type,
        ...(valueSet ? [valueSet] : []),
      ]),
  }));
  const codes = Object.fromEntries(
    listedSystems(taxonomy).map(([id, system]) => [id, Object.fromEntries(system.codes)]),
  );
  return {
    path: `src/generated/lfpse-${version}.ts`,
    text:
      lfpseHeader(taxonomy, text) +
      [
        constant(
          `lfpse${version}CanonicalBase`,
          taxonomy.canonicalBase,
          `Canonical base of the v${version} profile and its extensions, as seen in the UAT service.`,
        ),
        constant(
          `lfpse${version}Profiles`,
          profiles,
          "Profiles and extensions; an element is [name, min, max, type, value set].",
        ),
        constant(
          `lfpse${version}Codes`,
          codes,
          "Code systems: id, then code and display. The ODS organisation list is left out.",
        ),
      ].join("\n"),
  };
}

function listedSystems({ codeSystems }) {
  return Object.entries(codeSystems).filter(([, { codesOmitted }]) => !codesOmitted);
}

/** The names that an id of a release goes by: without the release, and in TypeScript as a type and as a value. */
export function namesOf(id, version) {
  const short = id.slice(0, -`-${version}`.length);
  const pascal = short.replaceAll(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
  return { short, pascal, camel: pascal[0].toLowerCase() + pascal.slice(1) };
}

/** One module for each code system, so that a reader of one list loads one list. */
function lfpseCodeFile(taxonomy, text, [id, { name, codes }]) {
  const { short, pascal, camel } = namesOf(id, taxonomy.version);
  const type = `${pascal}Code`;
  const [first] = codes[0];
  return {
    path: `src/generated/codes/lfpse-${taxonomy.version}/${short}.ts`,
    text: `${lfpseHeader(taxonomy, text)}import { type LfpseConcept, parseLfpseCode } from "../../../lfpse/versions/lfpse-code.ts";
import type { Result } from "../../../outcome/issue.ts";

/** Codes of ${id} (${name}), in the order published. */
export const ${camel}Codes = ${json(codes.map(([code]) => code))} as const;

/** A code of ${id}. */
export type ${type} = (typeof ${camel}Codes)[number];

/** Code and display of ${id}, in the order published. The same code may mean something else in another version. */
export const ${camel}Concepts: readonly LfpseConcept<${type}>[] = ${json(codes.map(([code, display]) => ({ code, display })))};

/**
 * Returns the input as a code of ${id}, or an issue.
 *
 * @param input - Anything; never throws.
 * @example
 * parse${pascal}(${json(first)}); // { ok: true, value: ${json(first)} }
 */
export function parse${pascal}(input: unknown): Result<${type}> {
  return parseLfpseCode(input, ${camel}Codes, ${json(id)});
}
`,
  };
}

/** Returns the modules made from one data/lfpse-….json. */
export function lfpseFiles(text) {
  const taxonomy = JSON.parse(text);
  return [lfpseFile(taxonomy, text), ...listedSystems(taxonomy).map((system) => lfpseCodeFile(taxonomy, text, system))];
}
