import type { AdverseEvent } from "../fhir-stu3.ts";

const extensionId = "/StructureDefinition/adverse-event-reference-metadata-";

/**
 * Returns the national reference number that LFPSE added to a stored event, or `undefined` if there is none. It is looked
 * up by the address of its extension, never by position.
 *
 * @param event - The `AdverseEvent` that LFPSE answered with.
 * @see docs/lfpse.md, "Create, update, delete"
 * @example
 * referenceNumberOf({ resourceType: "AdverseEvent" }); // undefined
 */
export function referenceNumberOf(event: AdverseEvent): string | undefined {
  return event.extension
    ?.find(({ url }) => url.includes(extensionId))
    ?.extension?.find(({ url }) => url === "ReferenceNumber")?.valueString;
}
