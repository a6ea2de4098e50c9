// Prints draft hazard-log entries: node examples/supplier-hazard-log/hazard-log.mjs [FILE [PRODUCT]]
import { readFileSync } from "node:fs";
import { hazardLogOf, hazardLogTable } from "./src/hazard-log.js";

const [file = new URL("./records.jsonl", import.meta.url), product = "ExampleMeds"] = process.argv.slice(2);
const { entries, others, refused } = hazardLogOf(readFileSync(file, "utf8"), product);
console.log(hazardLogTable(entries));
console.log(`\n${entries.length} drafts for ${product}; left out, of other products: ${others}.`);
for (const { line, issues } of refused) console.error(`Line ${line} is no record: ${issues[0]?.message}`);
if (refused.length > 0) process.exitCode = 1;
