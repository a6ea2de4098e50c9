import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as factorList from "../generated/codes/factor-tree/factor.ts";
import * as groupList from "../generated/codes/factor-tree/factor-group.ts";
import * as seipsList from "../generated/codes/factor-tree/seips-element.ts";
import * as dimensionList from "../generated/codes/factor-tree/sociotechnical-dimension.ts";
import * as systemTypeList from "../generated/codes/factor-tree/system-type.ts";
import { factorLabelsCy } from "../generated/factor-labels-cy.ts";
import { factorLabelsEn } from "../generated/factor-labels-en.ts";
import { factorGroupIds, factorIds, systemTypeIds } from "../generated/factors.ts";
import type { Result } from "../outcome/issue.ts";
import type { ConceptLabel } from "./factor-labels.ts";
import type { TreeConcept } from "./tree-code.ts";

interface CodedList {
  readonly codes: readonly string[];
  readonly concepts: readonly TreeConcept[];
  readonly parse: (input: unknown) => Result<string>;
}

const lists: Readonly<Record<string, CodedList>> = {
  "system-type": {
    codes: systemTypeList.systemTypeCodes,
    concepts: systemTypeList.systemTypeConcepts,
    parse: systemTypeList.parseSystemType,
  },
  "factor-group": {
    codes: groupList.factorGroupCodes,
    concepts: groupList.factorGroupConcepts,
    parse: groupList.parseFactorGroup,
  },
  factor: { codes: factorList.factorCodes, concepts: factorList.factorConcepts, parse: factorList.parseFactor },
  "sociotechnical-dimension": {
    codes: dimensionList.sociotechnicalDimensionCodes,
    concepts: dimensionList.sociotechnicalDimensionConcepts,
    parse: dimensionList.parseSociotechnicalDimension,
  },
  "seips-element": {
    codes: seipsList.seipsElementCodes,
    concepts: seipsList.seipsElementConcepts,
    parse: seipsList.parseSeipsElement,
  },
};

describe.each(Object.entries(lists))("the list %s", (name, { codes, concepts, parse }) => {
  it("has words in both languages for each of its codes, in the same order", () => {
    expect(concepts.map(({ code }) => code)).toEqual(codes);
    for (const { display, hint } of concepts) {
      expect([display.en, display.cy, hint?.en ?? "-", hint?.cy ?? "-"].every((text) => text.trim() !== "")).toBe(true);
    }
  });

  it("takes each of its codes and refuses the rest, with the list in the issue", () => {
    for (const code of codes) expect(parse(code)).toEqual({ ok: true, value: code });
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (input) => {
        const result = parse(input);
        if (result.ok) expect(codes).toContain(input);
        else expect(result.issues).toMatchObject([{ code: "code-invalid", valueSet: name }]);
      }),
    );
  });
});

describe("the lists of the record", () => {
  it("have the codes and the words that the record and its labels have", () => {
    const shown = (labels: { readonly en: object; readonly cy: object }) => {
      const [en, cy] = [labels.en, labels.cy].map((list) => Object.entries<ConceptLabel>({ ...list }));
      return en?.map(([code, words], index) => [code, words.label, cy?.[index]?.[1].label, words.hint]);
    };
    const listed = ({ concepts = [] }: Partial<CodedList> = {}) =>
      concepts.map(({ code, display, hint }) => [code, display.en, display.cy, hint?.en]);
    for (const [list, ids, labels] of [
      ["system-type", systemTypeIds, { en: factorLabelsEn.systemTypes, cy: factorLabelsCy.systemTypes }],
      ["factor-group", factorGroupIds, { en: factorLabelsEn.groups, cy: factorLabelsCy.groups }],
      ["factor", factorIds, { en: factorLabelsEn.factors, cy: factorLabelsCy.factors }],
    ] as const) {
      expect(lists[list]?.codes).toEqual(ids);
      expect(listed(lists[list])).toEqual(shown(labels));
    }
  });
});
