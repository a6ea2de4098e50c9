import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { checkTree } from "../tools/check-tree.mjs";

interface Row {
  grade: string;
  code?: string;
  codes?: string[];
  note?: string;
}

interface Factor {
  id: string;
  group: string;
  audience: string;
  label: { en: string; cy?: string };
  hint?: { en: string; cy?: string };
  lfpse: Row & { primary: string; alternates: string[]; certainty: string };
  imdrf: Row;
  magrabi: Row & { set?: string };
  seips: Row;
  evidence: string[];
  retired?: { since: string; successor: string };
}

interface Tree {
  version: string;
  systemTypes: { id: string; label: { en: string; cy?: string } }[];
  groups: { id: string }[];
  factors: Factor[];
  retiredFactors: Factor[];
  seipsElements: { id: string; label: { en: string; cy?: string } }[];
  schemes: { imdrf: { release: string; terms: Record<string, string> } };
}

const dataOf = async (name: string) => JSON.parse(await readFile(new URL(`../data/${name}`, import.meta.url), "utf8"));

describe("checkTree", () => {
  let tree: Tree;
  let involvementCodes: [string, string][];

  beforeAll(async () => {
    tree = await dataOf("factors.json");
    involvementCodes = (await dataOf("lfpse-5.json")).codeSystems["it-systems-and-software-involved-5"].codes;
  });

  /** The faults of the real tree after a change to a copy of it. */
  function faultsAfter(change: (copy: Tree) => void): readonly string[] {
    const copy = structuredClone(tree);
    change(copy);
    return checkTree(copy, involvementCodes);
  }

  function factor(copy: Tree, id: string): Factor {
    const found = copy.factors.find((each) => each.id === id);
    if (found === undefined) throw new Error(`the tree has no ${id}`);
    return found;
  }

  /** Puts a retired factor with a new id beside the others. */
  function retire(copy: Tree, id: string, successor: string, since = "1.1.0") {
    copy.retiredFactors.push({ ...structuredClone(factor(copy, "data-lost")), id, retired: { since, successor } });
  }

  it("finds no fault in the tree as it is", () => {
    expect(checkTree(tree, involvementCodes)).toEqual([]);
  });

  it("takes a retired factor, and a chain of them that ends at a current one", () => {
    expect(
      faultsAfter((copy) => {
        retire(copy, "oldest", "older");
        retire(copy, "older", "data-lost");
      }),
    ).toEqual([]);
  });

  it.each<[string, (copy: Tree) => void, string]>([
    ["an id used twice", (copy) => copy.factors.push(factor(copy, "workaround")), "the id workaround is there twice"],
    [
      "the id of a retired factor",
      (copy) => retire(copy, "data-lost", "workaround"),
      "the id data-lost is there twice",
    ],
    ["a factor named like a group", (copy) => retire(copy, "alerts", "no-alert"), "the id alerts is there twice"],
    [
      "an id in another spelling",
      (copy) => retire(copy, "Data_Lost", "data-lost"),
      "Data_Lost is not written in small letters and hyphens",
    ],
    [
      "a missing Welsh label",
      (copy) => Reflect.deleteProperty(factor(copy, "no-alert").label, "cy"),
      "no-alert: the Welsh label is missing",
    ],
    [
      "an empty Welsh hint",
      (copy) => Object.assign(factor(copy, "no-alert").hint ?? {}, { cy: " " }),
      "no-alert: the Welsh hint is missing",
    ],
    [
      "a missing Welsh label of a dimension or an element",
      (copy) => Reflect.deleteProperty(copy.seipsElements[0]?.label ?? {}, "cy"),
      "tools-and-technologies: the Welsh label is missing",
    ],
    ["an unknown group", (copy) => Object.assign(factor(copy, "no-alert"), { group: "sound" }), "no group sound"],
    [
      "an unknown audience",
      (copy) => Object.assign(factor(copy, "no-alert"), { audience: "all" }),
      "no-alert: the audience is",
    ],
    [
      "an eighth reporter factor of a group",
      (copy) => Object.assign(factor(copy, "data-lost"), { group: "availability" }),
      "group availability: 8 reporter factors",
    ],
    [
      "a group without a reporter factor",
      (copy) => copy.groups.push({ ...(copy.groups[0] ?? { id: "" }), id: "sound" }),
      "group sound: no factor that a reporter is shown",
    ],
    [
      "an unknown LFPSE code",
      (copy) => Object.assign(factor(copy, "no-alert").lfpse, { primary: "8" }),
      "no-alert: LFPSE taxonomy v5 has no involvement code 8",
    ],
    [
      "an alternate that is sent anyway",
      (copy) => factor(copy, "no-alert").lfpse.alternates.push("5"),
      "no-alert: the LFPSE code 5 is there twice",
    ],
    [
      "an unknown certainty",
      (copy) => Object.assign(factor(copy, "no-alert").lfpse, { certainty: "sure" }),
      "no-alert: the certainty is",
    ],
    [
      "a grade that is none of the four",
      (copy) => Object.assign(factor(copy, "no-alert").imdrf, { grade: "related" }),
      "no-alert, imdrf: the grade is one of exact, broader, narrower, none",
    ],
    [
      "a missing row",
      (copy) => Reflect.deleteProperty(factor(copy, "no-alert"), "seips"),
      "no-alert, seips: the grade",
    ],
    [
      "none with a code",
      (copy) => Object.assign(factor(copy, "no-alert").imdrf, { grade: "none" }),
      "no-alert, imdrf: a row graded none has no code",
    ],
    [
      "a grade without a code",
      (copy) => Reflect.deleteProperty(factor(copy, "no-alert").imdrf, "code"),
      "no-alert, imdrf: a row graded broader needs a code",
    ],
    [
      "a grade with an empty list of codes",
      (copy) => Object.assign(factor(copy, "no-alert").seips, { codes: [] }),
      "no-alert, seips: a row graded broader needs a code",
    ],
    [
      "a narrower row that does not say what is left out",
      (copy) => Object.assign(factor(copy, "no-alert").imdrf, { grade: "narrower" }),
      "no-alert, imdrf: a narrower row says in note",
    ],
    [
      "an IMDRF code that the list lacks",
      (copy) => Object.assign(factor(copy, "no-alert").imdrf, { code: "A999999" }),
      "no-alert, imdrf: schemes does not have the code A999999",
    ],
    [
      "a Magrabi code in the wrong set",
      (copy) => Object.assign(factor(copy, "no-alert").magrabi, { set: "magrabi-2012-additions" }),
      "no-alert, magrabi: schemes does not have the code 3.4.4",
    ],
    [
      "an IMDRF term that no row names",
      (copy) => Object.assign(copy.schemes.imdrf.terms, { A05: "Mechanical Problem" }),
      "schemes.imdrf: no row names A05",
    ],
    [
      "a code that is exact for two factors",
      (copy) => Object.assign(factor(copy, "wrong-system-used").lfpse, { primary: "3" }),
      "lfpse: 3 is exact for two factors",
    ],
    ["a successor that does not exist", (copy) => retire(copy, "old", "new"), "old: the successor new does not exist"],
    [
      "a chain that ends nowhere",
      (copy) => {
        retire(copy, "oldest", "older");
        retire(copy, "older", "old");
      },
      "oldest: the successor old does not exist",
    ],
    ["a factor that follows itself", (copy) => retire(copy, "old", "old"), "old: its successors go round in a circle"],
    [
      "successors in a circle",
      (copy) => {
        retire(copy, "a", "b");
        retire(copy, "b", "a");
      },
      "a: its successors go round in a circle (a → b → a)",
    ],
    [
      "a retirement in a release to come",
      (copy) => retire(copy, "old", "data-lost", "9.0.0"),
      "old: retired.since is later than the release of the tree",
    ],
    [
      "a retirement without a release",
      (copy) => retire(copy, "old", "data-lost", "soon"),
      "old: retired.since is a release",
    ],
    ["no evidence", (copy) => Object.assign(factor(copy, "no-alert"), { evidence: [] }), "no-alert: no evidence"],
    [
      "evidence without a source",
      (copy) => factor(copy, "no-alert").evidence.push("hearsay"),
      "no-alert: sources does not have hearsay",
    ],
    ["a release that is not one", (copy) => Object.assign(copy, { version: "next" }), "version: a release is written"],
  ])("refuses %s", (_, change, fault) => {
    expect(faultsAfter(change).join("\n")).toContain(fault);
  });
});
