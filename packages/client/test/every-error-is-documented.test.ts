import { readFileSync } from "node:fs";
import { clientErrorKinds, type SubmitError } from "@digital-factors/client";
import { describe, expect, it } from "vitest";
import { producedUnder, shippedText } from "./produced-errors.ts";

const root = new URL("../../../", import.meta.url).pathname;
const page = readFileSync(`${root}docs/errors.md`, "utf8");
const sourceOf = (name: string) => `${root}packages/${name}/src`;
const submitErrorCodes: { readonly [Code in SubmitError["code"]]: Code } = {
  "not-sent": "not-sent",
  conflict: "conflict",
};

/** What the first cells of the tables with this heading name, without the sign of what goes on. */
function rowsUnder(heading: string): readonly string[] {
  return tablesOf(heading).flatMap(namesIn);
}

function tablesOf(heading: string): readonly string[] {
  return page.split("\n\n").filter((part) => new RegExp(`^\\| ${heading} +\\|`).test(part));
}

function namesIn(table: string): readonly string[] {
  const cells = table
    .split("\n")
    .slice(2)
    .map((row) => row.split("|")[1] ?? "");
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name.replace("…", "")));
}

/** A rule is one word; other texts under that name are sentences of something else. */
const isName = (text: string) => /^[A-Za-z][A-Za-z0-9-]*$/.test(text);

describe("docs/errors.md", () => {
  it("has a row for each kind of delivery error, and no other", () => {
    expect([...rowsUnder("kind")].sort()).toEqual([...clientErrorKinds].sort());
  });

  it("has a row for each code of a SubmitError", () => {
    const codes = tablesOf("code").map(namesIn);
    expect(codes).toContainEqual(Object.keys(submitErrorCodes));
  });

  it("has a row for each reason the client gives, and no other", () => {
    expect([...rowsUnder("reason")].sort()).toEqual([...producedUnder("reason", [sourceOf("client")])].sort());
  });

  it.each(["client", "core", "relay", "insights"])("has a row for each rule that %s breaks an input on", (name) => {
    const produced = [...producedUnder("rule", [sourceOf(name)])].filter(isName);
    const rows = rowsUnder("rule");
    const isDocumented = (rule: string) =>
      rows.some((row) => row === rule || (row.endsWith("-") && rule.startsWith(row)));
    expect(produced.filter((rule) => !isDocumented(rule))).toEqual([]);
  });

  it("has no row for a rule that nothing gives", () => {
    const text = ["client", "core", "relay", "insights"].map((name) => shippedText(sourceOf(name))).join("\n");
    const isGiven = (rule: string) => [`"${rule}"`, `\`${rule}$`, `${rule}:`].some((form) => text.includes(form));
    expect(rowsUnder("rule").filter((rule) => !isGiven(rule) && !givenByZod.includes(rule))).toEqual([]);
  });
});

/** Formats of zod, whose names become rules. */
const givenByZod: readonly string[] = ["uuid", "datetime"];
