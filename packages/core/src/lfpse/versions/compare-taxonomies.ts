import type { LfpseProfile, ProfileDefinition } from "../lfpse-profile.ts";

/**
 * One difference between two taxonomies. Ids of profiles and value sets stand without their release (`agent-type`).
 *
 * @example
 * const difference: TaxonomyDifference = { kind: "code-added", valueSet: "safety-challenges", code: "7", display: "…" };
 */
export type TaxonomyDifference =
  | { readonly kind: "canonical-base-changed"; readonly from: string; readonly to: string }
  | {
      readonly kind: "event-type-changed";
      readonly eventType: "incident" | "outcome" | "risk" | "good-care";
      readonly from: string | undefined;
      readonly to: string | undefined;
    }
  | { readonly kind: "profile-added" | "profile-removed"; readonly profile: string }
  | {
      readonly kind: "profile-changed";
      readonly profile: string;
      readonly property: "kind" | "name" | "attachedTo" | "min" | "max";
      readonly from: string | number | undefined;
      readonly to: string | number | undefined;
    }
  | { readonly kind: "element-added" | "element-removed"; readonly profile: string; readonly element: string }
  | {
      readonly kind: "element-changed";
      readonly profile: string;
      readonly element: string;
      readonly property: "min" | "max" | "type" | "valueSet";
      readonly from: string | number | undefined;
      readonly to: string | number | undefined;
    }
  | { readonly kind: "value-set-added" | "value-set-removed"; readonly valueSet: string }
  | {
      readonly kind: "code-added" | "code-removed";
      readonly valueSet: string;
      readonly code: string;
      readonly display: string;
    }
  | {
      readonly kind: "code-renamed";
      readonly valueSet: string;
      readonly code: string;
      readonly from: string;
      readonly to: string;
    };

/**
 * Returns every difference between two taxonomies: profiles, elements, cardinalities, types, value sets, and codes that
 * were added, removed or renamed. An empty list means that both say the same; the release itself and the order of things
 * are no difference. An element that moved is removed in one profile and added in another; a code that keeps its number
 * under another text is `code-renamed`, and may mean something else.
 *
 * @param one - The earlier taxonomy.
 * @param other - The later one.
 * @example
 * compareTaxonomies(lfpse4, lfpse5).filter(({ kind }) => kind === "profile-added");
 */
export function compareTaxonomies(one: LfpseProfile, other: LfpseProfile): TaxonomyDifference[] {
  const before = withoutRelease(one);
  const after = withoutRelease(other);
  return [
    ...(one.canonicalBase === other.canonicalBase
      ? []
      : [{ kind: "canonical-base-changed" as const, from: one.canonicalBase, to: other.canonicalBase }]),
    ...eventTypes.flatMap((eventType): TaxonomyDifference[] => {
      const [from, to] = [one.eventTypeCodes[eventType], other.eventTypeCodes[eventType]];
      return from === to ? [] : [{ kind: "event-type-changed", eventType, from, to }];
    }),
    ...pairs(before.definitions, after.definitions).flatMap(([profile, from, to]): TaxonomyDifference[] => {
      if (from === undefined) return [{ kind: "profile-added", profile }];
      return to === undefined ? [{ kind: "profile-removed", profile }] : profileDifferences(profile, from, to);
    }),
    ...pairs(before.codes, after.codes).flatMap(([valueSet, from, to]): TaxonomyDifference[] => [
      ...(from === undefined ? [{ kind: "value-set-added" as const, valueSet }] : []),
      ...(to === undefined ? [{ kind: "value-set-removed" as const, valueSet }] : []),
      ...codeDifferences(valueSet, from ?? new Map(), to ?? new Map()),
    ]),
  ];
}

const eventTypes = ["incident", "outcome", "risk", "good-care"] as const;

interface Comparable {
  readonly definitions: ReadonlyMap<string, ProfileDefinition>;
  readonly codes: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The taxonomy by names that stay the same from release to release. */
function withoutRelease({ version, definitions, codes }: LfpseProfile): Comparable {
  const bare = (id: string) => (id.endsWith(`-${version}`) ? id.slice(0, -version.length - 1) : id);
  return {
    definitions: new Map(
      definitions.map(({ attachedTo, ...definition }) => [
        bare(definition.id),
        {
          ...definition,
          ...(attachedTo === undefined ? {} : { attachedTo: bare(attachedTo) }),
          elements: definition.elements.map(([name, min, max, type, valueSet]) =>
            valueSet === undefined ? [name, min, max, type] : [name, min, max, type, bare(valueSet)],
          ),
        },
      ]),
    ),
    codes: new Map(Object.entries(codes).map(([id, list]) => [bare(id), new Map(Object.entries(list))])),
  };
}

/** Every key of both maps, those of `one` first, with what each map holds. */
function pairs<Value>(
  one: ReadonlyMap<string, Value>,
  other: ReadonlyMap<string, Value>,
): readonly (readonly [string, Value | undefined, Value | undefined])[] {
  return [...new Set([...one.keys(), ...other.keys()])].map((key) => [key, one.get(key), other.get(key)]);
}

function profileDifferences(profile: string, one: ProfileDefinition, other: ProfileDefinition): TaxonomyDifference[] {
  const properties = ["kind", "name", "attachedTo", "min", "max"] as const;
  const byName = ({ elements }: ProfileDefinition) => new Map(elements.map((element) => [element[0], element]));
  return [
    ...properties
      .filter((property) => one[property] !== other[property])
      .map((property) => ({
        kind: "profile-changed" as const,
        profile,
        property,
        from: one[property],
        to: other[property],
      })),
    ...pairs(byName(one), byName(other)).flatMap(([element, from, to]): TaxonomyDifference[] => {
      if (from === undefined) return [{ kind: "element-added", profile, element }];
      if (to === undefined) return [{ kind: "element-removed", profile, element }];
      return (["min", "max", "type", "valueSet"] as const).flatMap((property, index): TaxonomyDifference[] => {
        const [was, is] = [from[index + 1], to[index + 1]];
        return was === is ? [] : [{ kind: "element-changed", profile, element, property, from: was, to: is }];
      });
    }),
  ];
}

function codeDifferences(
  valueSet: string,
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): TaxonomyDifference[] {
  return pairs(one, other).flatMap(([code, from, to]): TaxonomyDifference[] => {
    if (from === undefined) return [{ kind: "code-added", valueSet, code, display: to ?? "" }];
    if (to === undefined) return [{ kind: "code-removed", valueSet, code, display: from }];
    return from === to ? [] : [{ kind: "code-renamed", valueSet, code, from, to }];
  });
}
