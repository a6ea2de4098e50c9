import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Result } from "../../outcome/issue.ts";
import { type LfpseProfile, lfpse5 } from "../lfpse-profile.ts";
import { lfpse4 } from "./lfpse-4.ts";
import type { LfpseConcept } from "./lfpse-code.ts";

interface Source {
  readonly profiles: readonly {
    readonly id: string;
    readonly elements: readonly {
      readonly name: string;
      readonly min: number;
      readonly max: number;
      readonly type: string;
    }[];
  }[];
  readonly codeSystems: Readonly<Record<string, { readonly codes: readonly (readonly [string, string])[] }>>;
}
interface CodeList {
  readonly name: string;
  readonly codes: readonly string[];
  readonly concepts: readonly LfpseConcept[];
  readonly parse: (input: unknown) => Result<string>;
}

async function sourceOf(version: string): Promise<Source> {
  return JSON.parse(await readFile(new URL(`../../../data/lfpse-${version}.json`, import.meta.url), "utf8"));
}

/** Every generated module of one list, as a reader imports it. */
async function codeListsOf(version: string): Promise<CodeList[]> {
  const folder = new URL(`../../generated/codes/lfpse-${version}/`, import.meta.url);
  const names = (await readdir(folder)).map((file) => file.replace(/\.ts$/, ""));
  return await Promise.all(
    names.map(async (name) => {
      const specifier = `@digital-factors/core/lfpse-${version}/${name}`;
      const exported: Record<string, unknown> = await import(specifier);
      const endingIn = (pattern: RegExp) => Object.entries(exported).find(([key]) => pattern.test(key))?.[1];
      return {
        name: `${name}-${version}`,
        codes: endingIn(/Codes$/) as CodeList["codes"],
        concepts: endingIn(/Concepts$/) as CodeList["concepts"],
        parse: endingIn(/^parse/) as CodeList["parse"],
      };
    }),
  );
}

const releases: readonly (readonly [LfpseProfile, Record<string, number>])[] = [
  [lfpse4, { profiles: 23, elements: 143, codeSystems: 71, codes: 590 }],
  [lfpse5, { profiles: 31, elements: 172, codeSystems: 76, codes: 735 }],
];

describe.each(releases)("the generated LFPSE taxonomy $version", (profile, counts) => {
  it("has every profile, element, code system and code that was published", () => {
    const slices = profile.definitions.filter(({ attachedTo }) => attachedTo !== undefined);
    const elements = profile.definitions.flatMap((definition) => definition.elements);
    const codeSystems = new Set([
      ...elements.flatMap(([, , , , valueSet]) => valueSet ?? []),
      ...Object.keys(profile.codes),
    ]);
    expect({
      profiles: profile.definitions.length,
      elements: elements.length + slices.length,
      codeSystems: codeSystems.size,
      codes: Object.values(profile.codes).flatMap((codes) => Object.keys(codes)).length,
    }).toEqual(counts);
    expect([...codeSystems].filter((id) => !Object.hasOwn(profile.codes, id))).toEqual([
      `ods-codes-${profile.version}`,
    ]);
  });

  it("has the elements of the source, and no others", async () => {
    const source = await sourceOf(profile.version);
    expect(profile.definitions.map(({ id }) => id)).toEqual(source.profiles.map(({ id }) => id));
    for (const [index, { elements }] of source.profiles.entries()) {
      expect(profile.definitions[index]?.elements.map(([name, min, max, type]) => ({ name, min, max, type }))).toEqual(
        elements
          .filter(({ type }) => type !== "Extension")
          .map(({ name, min, max, type }) => ({ name, min, max, type })),
      );
    }
  });

  it("has one module for each code list but the organisations, equal to the source both ways", async () => {
    const { codeSystems } = await sourceOf(profile.version);
    const lists = await codeListsOf(profile.version);
    const listed = Object.entries(codeSystems).filter(([, { codes }]) => codes.length > 0);
    expect(lists.map(({ name }) => name).sort()).toEqual(listed.map(([id]) => id).sort());
    for (const { name, codes, concepts } of lists) {
      const published = codeSystems[name]?.codes ?? [];
      expect(codes).toEqual(published.map(([code]) => code));
      expect(concepts.map(({ code, display }) => [code, display])).toEqual(published);
      expect(profile.codes[name]).toEqual(Object.fromEntries(published));
    }
    expect(lists.flatMap(({ codes }) => codes)).toHaveLength(counts.codes ?? 0);
  });

  it("parses each code of a list and nothing else", async () => {
    for (const { name, codes, parse } of await codeListsOf(profile.version)) {
      for (const code of codes) expect(parse(code)).toEqual({ ok: true, value: code });
      for (const other of ["", "999", " 1", "constructor", "__proto__", 1, null, undefined, ["1"], {}]) {
        expect(parse(other)).toMatchObject({ ok: false, issues: [{ code: "code-invalid", valueSet: name }] });
      }
    }
  });
});

describe("the v4 source", () => {
  it("has one replacement character, in the outcome type where the source has it", () => {
    const faulty = Object.entries(lfpse4.codes).flatMap(([id, codes]) =>
      Object.entries(codes).flatMap(([code, display]) => (display.includes("\uFFFD") ? [`${id} ${code}`] : [])),
    );
    expect(faulty).toEqual(["outcome-type-4 1"]);
    expect(JSON.stringify(lfpse5.codes)).not.toContain("\uFFFD");
  });
});
