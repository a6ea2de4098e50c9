import type { LfpseIdentity } from "../store/delivery-state.ts";
import type { FieldFault } from "./components/error-summary.ts";
import type { AdminStrings } from "./strings/strings.ts";

/** FHIR's `id`, with a letter or digit in it: it becomes a part of an address. */
const idPattern = /^(?=.*[A-Za-z0-9])[A-Za-z0-9.-]{1,64}$/;
const referencePattern = /^[A-Za-z0-9][A-Za-z0-9 ./-]{0,99}$/;

/**
 * Returns what LFPSE calls an event, as an administrator typed it; or what to put right.
 *
 * @see FHIR R4, datatype id
 */
export function parseLfpseIdentity(
  form: URLSearchParams,
  { atLfpse: { errors } }: AdminStrings,
): { readonly lfpse: LfpseIdentity } | { readonly faults: readonly FieldFault[] } {
  const text = (name: string) => (form.get(name) ?? "").normalize("NFKC").trim();
  const id = text("lfpse-id");
  const versionId = text("lfpse-version");
  const referenceNumber = text("lfpse-reference");
  const faults = [
    ...(idPattern.test(id) ? [] : [{ fieldId: "lfpse-id", message: errors.id }]),
    ...(versionId === "" || idPattern.test(versionId) ? [] : [{ fieldId: "lfpse-version", message: errors.version }]),
    ...(referenceNumber === "" || referencePattern.test(referenceNumber)
      ? []
      : [{ fieldId: "lfpse-reference", message: errors.reference }]),
  ];
  if (faults.length > 0) return { faults };
  return {
    lfpse: {
      id,
      ...(versionId === "" ? {} : { versionId }),
      ...(referenceNumber === "" ? {} : { referenceNumber }),
    },
  };
}
