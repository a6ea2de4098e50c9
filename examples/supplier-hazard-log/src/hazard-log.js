// @ts-check
import { parseRecordJson } from "@digital-factors/core";
import { parseFactor } from "@digital-factors/core/factor-tree/factor";
import { toHazard } from "@digital-factors/core/hazard";
import { componentOf } from "./components.js";

/**
 * One line of our hazard log: a draft, for our clinical safety officer to check and rate.
 *
 * @typedef {object} HazardLogEntry
 * @property {string} component Part of our product.
 * @property {import("@digital-factors/core/hazard").Hazard} hazard
 */

/**
 * What came of a file of records.
 *
 * @typedef {object} HazardLog
 * @property {readonly HazardLogEntry[]} entries By part of our product.
 * @property {number} others Records that are about the products of others.
 * @property {readonly { line: number, issues: readonly import("@digital-factors/core").Issue[] }[]} refused Lines that are no record.
 */

/**
 * Returns the entries for the records that name our product.
 *
 * @param {string} lines One record as JSON on each line.
 * @param {string} product Name of our product, as hosts send it.
 * @returns {HazardLog}
 */
export function hazardLogOf(lines, product) {
  const texts = lines.split("\n").filter((line) => line.trim() !== "");
  const read = texts.map((text, index) => ({ line: index + 1, parsed: parseRecordJson(text) }));
  const records = read.flatMap(({ parsed }) => (parsed.ok ? [parsed.value] : []));
  const ours = records.filter(({ systems }) => systems.some(({ name }) => name === product));
  const entries = ours.map((record) => {
    // A record of an older release may hold an id that has been retired since: it goes to a person.
    const [factor] = record.factors.flatMap((id) => {
      const code = parseFactor(id);
      return code.ok ? [code.value] : [];
    });
    return { component: componentOf(factor), hazard: toHazard(record) };
  });
  return {
    entries: entries.sort((one, other) =>
      one.component < other.component ? -1 : one.component > other.component ? 1 : 0,
    ),
    others: records.length - ours.length,
    refused: read.flatMap(({ line, parsed }) => (parsed.ok ? [] : [{ line, issues: parsed.issues }])),
  };
}

/** @param {string} text */
const cell = (text) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/**
 * Returns the log as a Markdown table.
 *
 * @param {readonly HazardLogEntry[]} entries
 */
export function hazardLogTable(entries) {
  const heads = ["part of the product", "hazard", "causes", "effect", "severity", "likelihood", "record"];
  const rows = entries.map(({ component, hazard }) => [
    component,
    hazard.hazard,
    hazard.causes.map(({ text }) => text).join("; "),
    hazard.effect,
    hazard.severity,
    hazard.likelihood,
    hazard.recordId ?? "",
  ]);
  return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`).join("\n");
}
