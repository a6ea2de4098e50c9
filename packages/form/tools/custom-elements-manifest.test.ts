import { readFileSync } from "node:fs";
import Ajv from "ajv";
import manifestSchema from "custom-elements-manifest/schema.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { recordValues } from "../../core/src/record/record-values.ts";
import { DigitalFactorsForm, ReportingRoutes, YellowCardPrompt } from "../src/index.ts";
import { customElementsManifest, declarationsIn } from "./custom-elements-manifest.mjs";
import { elementsFromSource } from "./element-source.mjs";

const classes = {
  "digital-factors-form": DigitalFactorsForm,
  "reporting-routes": ReportingRoutes,
  "yellow-card-prompt": YellowCardPrompt,
};
type TagName = keyof typeof classes;

interface Named {
  readonly name: string;
}

interface Declaration extends Named {
  readonly tagName: TagName;
  readonly attributes: readonly (Named & { readonly type: { readonly text: string }; readonly default?: string })[];
  readonly members: readonly (Named & {
    readonly kind: string;
    readonly attribute?: string;
    readonly static?: boolean;
  })[];
  readonly events?: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly (Named & { readonly default: string })[];
  readonly cssStates?: readonly Named[];
}

const manifest = customElementsManifest(elementsFromSource());
const declarations: readonly Declaration[] = declarationsIn(manifest);
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8").replaceAll(/```[\s\S]*?```/g, "");

function declarationOf(tagName: TagName): Declaration {
  const found = declarations.find((each) => each.tagName === tagName);
  if (found === undefined) throw new Error(`The manifest has no ${tagName}`);
  return found;
}

const namesOf = (items: readonly Named[] = []) => items.map(({ name }) => name).sort();
const coded = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name ?? "");

/** The cells of each row of the table that follows some text of the README. */
function rowsAfter(heading: string): readonly (readonly string[])[] {
  const start = readme.indexOf(heading);
  const table = /(?:^\|.*\n)+/m.exec(readme.slice(start))?.[0] ?? "";
  const rows = table.trim().split("\n").slice(2);
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

function attributeOf(tagName: TagName, name: string) {
  return declarationOf(tagName).attributes.find((attribute) => attribute.name === name);
}

const valuesOf = (text = "") => [...text.matchAll(/"([^"]+)"/g)].map(([, value]) => value);

/** What a host can set on an element and has no attribute. */
function propertiesOf(tagName: TagName): readonly string[] {
  const inherited = ["form", "validity", "validationMessage", "willValidate"];
  return namesOf(
    declarationOf(tagName).members.filter(
      ({ kind, attribute, static: isStatic, name }) =>
        kind === "field" && !attribute && !isStatic && !inherited.includes(name),
    ),
  );
}

describe("custom-elements manifest", () => {
  it("keeps to its published schema", () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(manifestSchema);
    validate(manifest);
    expect(validate.errors).toBeNull();
  });

  it("is what the package says is its manifest, and lies in the package", () => {
    const { customElements, files } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(files).toContain(customElements);
    expect(JSON.parse(readFileSync(new URL(`../${customElements}`, import.meta.url), "utf8"))).toEqual(manifest);
  });

  for (const tagName of Object.keys(classes) as TagName[]) {
    it(`names exactly the attributes that <${tagName}> observes, and every accessor behind them`, () => {
      const { observedAttributes, elementProperties, prototype } = classes[tagName];
      expect(namesOf(declarationOf(tagName).attributes)).toEqual([...observedAttributes].sort());
      for (const name of elementProperties.keys()) expect(String(name) in prototype, String(name)).toBe(true);
      const fields = declarationOf(tagName).members.filter(({ kind }) => kind === "field");
      for (const name of elementProperties.keys()) expect(namesOf(fields)).toContain(name);
    });

    it(`has for <${tagName}> the values that a record has`, () => {
      for (const name of ["nation", "reporter"] as const) {
        expect(valuesOf(attributeOf(tagName, name)?.type.text)).toEqual([...recordValues[name]]);
        expect(attributeOf(tagName, name)?.default).toBe(recordValues[name][0]);
      }
    });

    it(`names nothing of <${tagName}> that the README leaves out`, () => {
      const { attributes, events, cssParts, cssProperties } = declarationOf(tagName);
      const known = coded(readme);
      for (const name of [attributes, events, cssParts, cssProperties].flatMap(namesOf)) expect(known).toContain(name);
      for (const name of propertiesOf(tagName)) expect(known).toContain(name);
    });
  }

  it("has the values of a record where the form asks for them", () => {
    const form = "digital-factors-form";
    expect(valuesOf(attributeOf(form, "event-type")?.type.text)).toEqual([...recordValues.eventType]);
    expect(valuesOf(attributeOf(form, "lfpse-version")?.type.text)).toEqual([...recordValues.lfpseVersion]);
  });

  it("has the attributes, values and defaults of the README", () => {
    const rows = rowsAfter("## Attributes");
    const listed = declarationOf("digital-factors-form").attributes;
    expect(rows.map(([name = ""]) => coded(name)[0]).sort()).toEqual(namesOf(listed));
    for (const [name = "", values = "", fallback = ""] of rows) {
      const attribute = attributeOf("digital-factors-form", coded(name)[0] ?? "");
      expect(coded(values), name).toEqual(valuesOf(attribute?.type.text));
      if (coded(fallback).length > 0) expect(coded(fallback)[0], name).toBe(attribute?.default);
    }
  });

  it("has the properties of the README", () => {
    const rows = rowsAfter("## Properties");
    expect(rows.map(([name = ""]) => coded(name)[0]).sort()).toEqual(propertiesOf("digital-factors-form"));
  });

  it("has the events of the README", () => {
    const own = rowsAfter("## Events").map(([name = ""]) => coded(name)[0] ?? "");
    expect([...own].sort()).toEqual(namesOf(declarationOf("digital-factors-form").events));
    const ofPrompt = rowsAfter("| event of the prompt").map(([name = ""]) => coded(name)[0] ?? "");
    expect([...ofPrompt].sort()).toEqual(namesOf(declarationOf("yellow-card-prompt").events));
    expect(declarationOf("reporting-routes").events).toBeUndefined();
  });

  it("has what the README says of the elements that stand alone", () => {
    const rows = rowsAfter("| | `<yellow-card-prompt>`");
    for (const [column, tagName] of [
      [1, "yellow-card-prompt"],
      [2, "reporting-routes"],
    ] as const) {
      const named = (kind: string) =>
        rows
          .filter(([label = "", ...cells]) => label.startsWith(kind) && cells[column - 1] !== "")
          .flatMap(([label = ""]) => coded(label));
      expect(named("attribute").sort()).toEqual(namesOf(declarationOf(tagName).attributes));
      expect(named("propert").sort()).toEqual(propertiesOf(tagName));
      expect(coded(readme)).toContain(`:state(${namesOf(declarationOf(tagName).cssStates)[0]})`);
    }
  });

  it("has the parts of the README", () => {
    const listed = coded(/^Parts for `::part\(\)`: ([\s\S]*?)\n\n/m.exec(readme)?.[1] ?? "");
    expect(listed.sort()).toEqual(namesOf(declarationOf("digital-factors-form").cssParts));
    const [, ofPrompt = "", ofRoutes = ""] =
      rowsAfter("| | `<yellow-card-prompt>`").find(([label]) => label?.startsWith("parts")) ?? [];
    const own = (tagName: TagName) => namesOf(declarationOf(tagName).cssParts).filter((name) => !listed.includes(name));
    expect(coded(ofPrompt).sort()).toEqual(own("yellow-card-prompt"));
    expect(coded(ofRoutes).sort()).toEqual(own("reporting-routes"));
  });

  it("has the custom properties of the README, and their defaults in light", () => {
    const rows = rowsAfter("| property | default, light |");
    const listed = declarationOf("digital-factors-form").cssProperties;
    expect(rows.flatMap(([names = ""]) => coded(names)).sort()).toEqual(namesOf(listed));
    for (const [names = "", defaults = ""] of rows) {
      const colours = coded(defaults).filter((value) => /^(#|max)/.test(value));
      for (const [index, value] of colours.entries()) {
        const fallback = listed.find(({ name }) => name === coded(names)[index])?.default ?? "";
        expect(fallback.replace(/^light-dark\(([^,]+),.*$/, "$1"), names).toBe(value);
      }
    }
    const others = namesOf(declarationOf("yellow-card-prompt").cssProperties).filter(
      (name) => !namesOf(listed).includes(name),
    );
    expect(others).toEqual(["--digital-factors-prompt"]);
  });
});
