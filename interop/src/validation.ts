import { type Specimen, specimens } from "./resources.ts";
import { fhirJs } from "./validators/fhir-js.ts";
import { fhirTypes } from "./validators/fhir-types.ts";
import { hl7SchemaR4 } from "./validators/hl7-schema-r4.ts";
import { hl7SchemaStu3 } from "./validators/hl7-schema-stu3.ts";
import { medplum } from "./validators/medplum.ts";
import type { Resource, Validator, Verdict } from "./validators/validator.ts";

/** What one validator said of one resource, or of a copy of it that was broken on purpose. */
export interface Finding {
  readonly specimen: string;
  readonly validator: Validator;
  readonly verdict: Verdict;
}

/** What came of all validators. */
export interface ValidationResults {
  readonly validators: readonly Validator[];
  readonly findings: readonly Finding[];
  /** Broken copies: each has to be refused. */
  readonly controls: readonly Finding[];
  readonly faults: readonly string[];
}

/** An element of each kind of resource that has a text, code or list; a number there is no FHIR. */
const elementToBreak: Readonly<Record<string, string>> = {
  AdverseEvent: "description",
  OperationOutcome: "issue",
  Questionnaire: "status",
  QuestionnaireResponse: "status",
  CodeSystem: "status",
  ValueSet: "status",
  ConceptMap: "status",
};

/** Holds every resource to every validator of its release, and one broken copy of each kind too. */
export function validateAll(say: (line: string) => void): ValidationResults {
  const validators = [fhirTypes("STU3"), hl7SchemaStu3(), fhirTypes("R4"), hl7SchemaR4(), fhirJs(), medplum()];
  const all = specimens();
  const findings: Finding[] = [];
  const controls: Finding[] = [];
  for (const validator of validators) {
    const own = all.filter(({ release }) => release === validator.release);
    for (const { name, resource } of own)
      findings.push({ specimen: name, validator, verdict: validator.validate(resource) });
    for (const { name, resource } of brokenCopies(own, validator)) {
      controls.push({ specimen: name, validator, verdict: validator.validate(resource) });
    }
    const isOf = (finding: Finding) => finding.validator === validator;
    const accepted = findings.filter((finding) => isOf(finding) && finding.verdict.isValid).length;
    const refused = controls.filter((finding) => isOf(finding) && !finding.verdict.isValid).length;
    say(
      `  ${validator.name} ${validator.version}, ${validator.release}: accepts ${accepted} of ${own.length}; ` +
        `refuses ${refused} of ${controls.filter(isOf).length} broken copies`,
    );
  }
  const nameOf = ({ specimen, validator }: Finding) => `${validator.name} (${validator.release}): ${specimen}`;
  return {
    validators,
    findings,
    controls,
    faults: [
      ...findings
        .filter(({ verdict }) => !verdict.isValid)
        .map((finding) => `${nameOf(finding)}: refused. ${finding.verdict.output.slice(0, 3).join(" | ")}`),
      ...controls
        .filter(({ verdict }) => verdict.isValid)
        .map((finding) => `${nameOf(finding)}: a broken copy was accepted, so the validator proves nothing here.`),
    ],
  };
}

/** One copy of each kind with a wrong type and one with an element that FHIR does not have. */
function brokenCopies(own: readonly Specimen[], { seesUnknownElements }: Validator) {
  const firstOfKind = new Map<string, Resource>();
  for (const { resource } of own) {
    if (!firstOfKind.has(resource.resourceType)) firstOfKind.set(resource.resourceType, resource);
  }
  return [...firstOfKind.values()].flatMap((resource) => {
    const type = resource.resourceType;
    const element = elementToBreak[type];
    if (element === undefined) throw new Error(`No way to break a ${type} is known: add it to elementToBreak.`);
    return [
      { name: `${type}, \`${element}\` is a number`, resource: { ...resource, [element]: 7 } },
      ...(seesUnknownElements
        ? [{ name: `${type} with the element \`notInFhir\``, resource: { ...resource, notInFhir: "x" } }]
        : []),
    ];
  });
}
