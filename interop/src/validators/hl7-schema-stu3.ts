import { installedVersion, requireInstalled } from "./installed.ts";
import { countMessages, partsOf, type Resource, type Validator, type Verdict } from "./validator.ts";

interface CompiledSchema {
  (resource: object): boolean;
  readonly errors:
    | readonly { readonly instancePath: string; readonly message: string; readonly params: unknown }[]
    | null;
}

const name = "@d4l/js-fhir-validator";

/** HL7's own JSON schema of STU3, compiled by ajv: a function for each kind of resource. */
export function hl7SchemaStu3(): Validator {
  return {
    name,
    version: installedVersion(name),
    release: "STU3",
    method: "HL7's JSON schema of STU3, a compiled function for each kind of resource",
    seesUnknownElements: false,
    validate: (resource) => {
      // As its documentation asks: what is contained is held to its own schema, apart from the resource.
      const verdicts = partsOf(resource).map(validateOne);
      return {
        isValid: verdicts.every(({ isValid }) => isValid),
        output: verdicts.flatMap(({ output }) => output),
      };
    },
  };
}

function validateOne(resource: Resource): Verdict {
  const schema = requireInstalled(`${name}/stu3/js/${resource.resourceType}.js`) as CompiledSchema;
  const isValid = schema(resource);
  const errors = (schema.errors ?? []).map(({ instancePath, message, params }) =>
    `${resource.resourceType}${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
  );
  return { isValid, output: countMessages(errors) };
}
