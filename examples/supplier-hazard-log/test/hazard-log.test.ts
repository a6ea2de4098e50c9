import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runNode } from "../../../tools/workspace.mjs";
import { hazardLogOf, hazardLogTable } from "../src/hazard-log.js";

const records = readFileSync(new URL("../records.jsonl", import.meta.url), "utf8");

describe("hazardLogOf", () => {
  it("drafts an entry for each record that names the product, by part of the product", () => {
    const { entries, others, refused } = hazardLogOf(records, "ExampleMeds");
    expect(entries.map(({ component }) => component)).toEqual(["Dose engine", "Dose engine", "Hosting"]);
    expect(entries[0]?.hazard.hazard).toContain("ExampleMeds 4.2");
    expect(others).toBe(1);
    expect(refused).toEqual([]);
  });

  it("never guesses a rating: a near miss has none, and likelihood is a person's", () => {
    for (const { hazard } of hazardLogOf(records, "ExampleMeds").entries) expect(hazard.likelihood).toBe("unknown");
    const nearMiss = hazardLogOf(records, "ExampleMeds").entries.find(({ hazard }) =>
      hazard.narrative.includes("pharmacist"),
    );
    expect(nearMiss?.hazard.severity).toBe("unknown");
  });

  it("names the line that is no record, and goes on", () => {
    const { entries, refused } = hazardLogOf(`{}\n${records}`, "ExampleMeds");
    expect(refused.map(({ line }) => line)).toEqual([1]);
    expect(entries).toHaveLength(3);
  });
});

describe("hazardLogTable", () => {
  it("has a row for each entry", () => {
    const table = hazardLogTable(hazardLogOf(records, "ExampleMeds").entries);
    expect(table.split("\n")).toHaveLength(5);
  });
});

describe("hazard-log.mjs", () => {
  it("prints the drafts from the built package", () => {
    const { isOk, output } = runNode(["examples/supplier-hazard-log/hazard-log.mjs"]);
    expect(isOk, output).toBe(true);
    expect(output).toContain("3 drafts for ExampleMeds; left out, of other products: 1.");
  });
});
