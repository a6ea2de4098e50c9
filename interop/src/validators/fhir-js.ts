import { installedVersion, requireInstalled } from "./installed.ts";
import { countMessages, type Validator } from "./validator.ts";

interface FhirJs {
  validate(
    resource: object,
    options: { readonly errorOnUnexpected: boolean },
  ): {
    readonly valid: boolean;
    readonly messages: readonly { readonly severity: string; readonly location?: string; readonly message: string }[];
  };
}

/** FHIR.js of Lantana: the R4 profiles and value sets that are in its package. */
export function fhirJs(): Validator {
  const { Fhir } = requireInstalled("fhir") as { readonly Fhir: new () => FhirJs };
  const fhir = new Fhir();
  return {
    name: "fhir",
    version: installedVersion("fhir"),
    release: "R4",
    method: "R4 profiles and value sets in its package",
    seesUnknownElements: true,
    validate: (resource) => {
      const { valid, messages } = fhir.validate(structuredClone(resource), { errorOnUnexpected: true });
      return {
        isValid: valid,
        output: countMessages(
          messages.map(({ severity, location = "", message }) =>
            // The place of a remark is left out, so that the same remark on many items is one line.
            severity === "info" ? `info: ${message}` : `${severity}: ${location}: ${message}`,
          ),
        ),
      };
    },
  };
}
