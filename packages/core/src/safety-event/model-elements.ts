import { safetyEvent5Extensions } from "../generated/safety-event-5.ts";
import { lfpse5, type ProfileElement } from "../lfpse/lfpse-profile.ts";

/** Field of a {@link SafetyEvent} that holds the answers of one extension, or of several of the same. */
export type ExtensionField = keyof typeof safetyEvent5Extensions;

/** One element of the model: its fields, and what the v5 profile says of it. */
export interface ModelElement {
  readonly extension: ExtensionField;
  readonly resource: ModelExtension["resource"];
  readonly field: string;
  readonly name: string;
  readonly isRequired: boolean;
  readonly max: number;
  readonly type: ProfileElement[3];
  readonly valueSet: string | undefined;
}

/** One extension of the model. */
export interface ModelExtension {
  readonly field: ExtensionField;
  /** Id without its release. */
  readonly id: string;
  /** Resource that it stands on. */
  readonly resource: "AdverseEvent" | "Patient" | "Practitioner" | "Location" | "Medication" | "Device";
  readonly elements: readonly ModelElement[];
}

const published = new Map(
  lfpse5.definitions.flatMap(({ elements }) => elements.map((each) => [each[0], each] as const)),
);

/** Every extension of the model, in the order of the profile. */
export const modelExtensions: readonly ModelExtension[] = extensionFields().map((field) => {
  const { extension: id, resource, elements } = safetyEvent5Extensions[field];
  return {
    field,
    id,
    resource,
    elements: Object.entries(elements).flatMap(([elementField, name]): ModelElement[] => {
      const element = published.get(name);
      if (element === undefined) return [];
      const [, min, max, type, valueSet] = element;
      // A patient without a number is numbered.
      const isRequired = min > 0 && name !== "PatientSequence";
      return [{ extension: field, resource, field: elementField, name, isRequired, max, type, valueSet }];
    }),
  };
});

const modelElements = modelExtensions.flatMap(({ elements }) => elements);
const byName: ReadonlyMap<string, ModelElement> = new Map(modelElements.map((each) => [each.name, each]));
const byPlace: ReadonlyMap<string, ModelElement> = new Map(
  modelElements.map((each) => [`${each.extension}.${each.field}`, each]),
);

/** Returns the element of this name, or `undefined` where v5 has none. */
export function modelElement(name: string): ModelElement | undefined {
  return byName.get(name);
}

/** Returns the element at a place of an event, such as `patients`, 0, `gender`; or `undefined`. */
export function modelElementAt(path: readonly PropertyKey[]): ModelElement | undefined {
  const [extension, field] = path.filter((step) => typeof step === "string");
  return byPlace.get(`${extension}.${field}`);
}

function extensionFields(): readonly ExtensionField[] {
  return Object.keys(safetyEvent5Extensions) as ExtensionField[];
}
