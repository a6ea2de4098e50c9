import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { applyToAdverseEvent } from "../../packages/core/src/lfpse/adverse-event/apply.ts";
import { vendorIncident, vendorIncident4 } from "../../packages/core/src/lfpse/adverse-event.fixtures.ts";
import { lfpse4 } from "../../packages/core/src/lfpse/versions/lfpse-4.ts";
import { toOperationOutcome } from "../../packages/core/src/outcome/operation-outcome.ts";
import {
  questionnaireWordsCy,
  toQuestionnaire,
  toQuestionnaireResponse,
} from "../../packages/core/src/questionnaire/index.ts";
import { parseRecord } from "../../packages/core/src/record/parse-record.ts";
import { doseFaultRecord } from "../../packages/core/src/record/record.fixtures.ts";
import type { DigitalFactorsRecord } from "../../packages/core/src/record/record.ts";
import { interopFolder } from "./validators/installed.ts";
import type { Release, Resource } from "./validators/validator.ts";

/** One resource under test. */
export interface Specimen {
  /** What it is and what it is made from. */
  readonly name: string;
  readonly release: Release;
  readonly resource: Resource;
}

/** Returns what a receiver reads: the resource after JSON, without what JSON does not carry. */
function asSent(resource: object): Resource {
  return JSON.parse(JSON.stringify(resource));
}

const riskRecord: DigitalFactorsRecord = { ...doseFaultRecord, eventType: "risk", harm: { kind: "none" } };

const responses: readonly (readonly [name: string, record: DigitalFactorsRecord])[] = [
  ["a dose fault with a Yellow Card reference", doseFaultRecord],
  ["no system played a part", { ...withoutAnswers(), part: "none" }],
  [
    "a system helped",
    { ...withoutAnswers(), part: "helped", harm: { kind: "near-miss" }, systems: doseFaultRecord.systems },
  ],
  [
    "two systems, three factors, LFPSE's codes confirmed",
    {
      ...doseFaultRecord,
      systems: [...doseFaultRecord.systems, { type: "epr", functions: [], medicalDevice: "unknown", inHouse: "no" }],
      factors: ["no-alert", "calculation-wrong", "not-sure"],
      involvement: ["4", "5"],
      recordedAt: "2026-03-11T14:05+01:00",
    },
  ],
];

function withoutAnswers(): DigitalFactorsRecord {
  const { group: _group, ...record } = doseFaultRecord;
  return {
    ...record,
    systems: [],
    factors: [],
    involvement: [],
    description: "",
    stillHappening: "unknown",
    othersAffected: "unknown",
    harm: { kind: "unknown" },
    yellowCard: { status: "unknown", references: [] },
  };
}

/**
 * Returns every resource that we make, in a fixed order.
 *
 * @throws {Error} if packages/core/fhir has no resource.
 */
export function specimens(): readonly Specimen[] {
  const refused = parseRecord({ part: "main" });
  if (refused.ok) throw new Error("A record without most of its fields was taken.");
  const stu3 = (name: string, resource: object): Specimen => ({ name, release: "STU3", resource: asSent(resource) });
  const r4 = (name: string, resource: object): Specimen => ({ name, release: "R4", resource: asSent(resource) });
  const four = { profile: lfpse4 };
  return [
    stu3(
      "AdverseEvent, v5: a vendor's incident with a dose fault",
      applyToAdverseEvent(vendorIncident, doseFaultRecord).resource,
    ),
    stu3(
      "AdverseEvent, v5: a vendor's incident with a risk",
      applyToAdverseEvent(vendorIncident, riskRecord, { describeInMain: true }).resource,
    ),
    stu3(
      "AdverseEvent, v4: a vendor's incident with a dose fault",
      applyToAdverseEvent(vendorIncident4, doseFaultRecord, four).resource,
    ),
    stu3("OperationOutcome: faults of a record", toOperationOutcome(refused.issues)),
    r4("OperationOutcome: faults of a record", toOperationOutcome(refused.issues)),
    r4("Questionnaire, English, for a reporter", toQuestionnaire()),
    r4("Questionnaire, Welsh, for a reporter", toQuestionnaire({ words: questionnaireWordsCy })),
    r4("Questionnaire, English, for a specialist", toQuestionnaire({ audience: "specialist" })),
    ...responses.map(([name, record]) => r4(`QuestionnaireResponse: ${name}`, toQuestionnaireResponse(record))),
    ...terminology().map(({ file, resource }) => r4(file, resource)),
  ];
}

/** The code systems, value sets and concept maps that the core package ships. */
function terminology(): readonly { readonly file: string; readonly resource: object }[] {
  const folder = join(interopFolder, "..", "packages", "core", "fhir");
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  const found = files.map((file) => ({ file, resource: JSON.parse(readFileSync(join(folder, file), "utf8")) }));
  for (const type of ["CodeSystem", "ValueSet", "ConceptMap"]) {
    if (!found.some(({ resource }) => resource.resourceType === type)) {
      throw new Error(`packages/core/fhir has no ${type}. Write it with \`npm run generate\`.`);
    }
  }
  return found;
}
