/**
 * A FHIR extension in the shape LFPSE uses: either inner extensions or one value.
 *
 * @see LFPSE facts in docs/lfpse.md; FHIR STU3, Extension
 * @example
 * const inner: Extension = { url: "InvolvedAgents", valueCode: "9" };
 */
export interface Extension {
  readonly url: string;
  readonly extension?: readonly Extension[];
  readonly valueCode?: string;
  readonly valueString?: string;
  readonly valueInteger?: number;
  readonly valueBoolean?: boolean;
  readonly valueDate?: string;
  readonly valueTime?: string;
}

/**
 * A resource inside another, referenced by `#id`.
 *
 * @example
 * const device: ContainedResource = { resourceType: "Device", id: "device1" };
 */
export interface ContainedResource {
  readonly resourceType: string;
  readonly id?: string;
  readonly extension?: readonly Extension[];
}

/**
 * An LFPSE `AdverseEvent` (FHIR STU3 shape, taxonomy v4 and v5), in the elements this package reads or writes. A vendor's
 * own elements stay as they are.
 *
 * @see docs/lfpse.md; https://hl7.org/fhir/STU3/adverseevent.html
 * @example
 * const event: AdverseEvent = { resourceType: "AdverseEvent" };
 */
export interface AdverseEvent {
  readonly resourceType: "AdverseEvent";
  readonly id?: string;
  readonly meta?: {
    readonly profile?: readonly string[];
    readonly versionId?: string;
  };
  readonly contained?: readonly ContainedResource[];
  readonly extension?: readonly Extension[];
  readonly category?: "AE" | "PAE";
  readonly type?: {
    readonly coding?: readonly {
      readonly system?: string;
      readonly code?: string;
    }[];
  };
  readonly subject?: { readonly reference?: string };
  readonly date?: string;
  readonly location?: { readonly reference?: string };
  readonly recorder?: { readonly reference?: string };
  readonly description?: string;
  readonly suspectEntity?: readonly {
    readonly instance?: { readonly reference?: string };
  }[];
}
