import { type ConditionalRule, conditionalRules } from "./conditional-rules.ts";
import type { LfpseProfile, ProfileElement } from "./lfpse-profile.ts";

/** The members a list of extensions may have, each found by its `url` in one step. */
export interface Members<Member> {
  readonly list: readonly Member[];
  /** Index in `list`, by `url`. Of two members with one `url` it is the first, which also counts for the second. */
  readonly indexOf: ReadonlyMap<unknown, number>;
  /** Index to count at, for each member of `list`. */
  readonly countedAt: readonly number[];
  /** One 0 for each member: the start of a count. */
  readonly zeros: readonly number[];
}

/** An element with the codes it may have. */
export interface CompiledElement {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly type: ProfileElement[3];
  readonly valueSet: string | undefined;
  /** Code → display. Absent where any code is right. */
  readonly codes: Readonly<Record<string, string>> | undefined;
}

/** An extension with its elements. */
export interface CompiledExtension {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly elements: Members<CompiledElement>;
}

/** The rules between answers that hold in a release, and what to read of an event to check them. */
export interface CompiledRules {
  readonly list: readonly ConditionalRule[];
  /** Elements a rule looks at. */
  readonly elements: ReadonlySet<unknown>;
}

/** A profile as the checks look things up in it. */
export interface CompiledProfile {
  readonly canonical: string;
  /** Extensions on the event itself. */
  readonly extensions: Members<CompiledExtension>;
  /** Extensions on each kind of contained resource. */
  readonly contained: ReadonlyMap<unknown, Members<CompiledExtension>>;
  /** Id of every definition, by `url`, without its release. */
  readonly names: ReadonlyMap<unknown, string>;
  readonly rules: Readonly<Record<"known" | "all", CompiledRules>>;
}

const containedProfiles = {
  Patient: "adverse-event-patient",
  Practitioner: "adverse-event-practitioner",
  Location: "adverse-event-location",
  Medication: "adverse-event-medication",
  Device: "adverse-event-device",
};

const compiledProfiles = new WeakMap<LfpseProfile, CompiledProfile>();

/** Returns the profile ready for look-ups; compiled when it is first asked for. A profile never changes. */
export function compiledProfile(profile: LfpseProfile): CompiledProfile {
  const compiled = compiledProfiles.get(profile) ?? compile(profile);
  compiledProfiles.set(profile, compiled);
  return compiled;
}

function compile(profile: LfpseProfile): CompiledProfile {
  const { definitions, version } = profile;
  const urlOf = (id: string) => `${profile.canonicalBase}StructureDefinition/${id}`;
  const attachedTo = (id: string): Members<CompiledExtension> => {
    const attached = definitions.filter((each) => each.attachedTo === `${id}-${version}`);
    const compiled = attached.map(({ id: name, min = 0, max = 1, elements }) => {
      return { name, min, max, elements: membersOf(elements.map((each) => compileElement(each, profile))) };
    });
    return membersOf(compiled, urlOf);
  };
  return {
    canonical: urlOf(`patient-safety-adverse-event-${version}`),
    extensions: attachedTo("patient-safety-adverse-event"),
    contained: new Map(Object.entries(containedProfiles).map(([resourceType, id]) => [resourceType, attachedTo(id)])),
    names: new Map(definitions.map(({ id }) => [urlOf(id), withoutRelease(id, version)])),
    rules: { known: rulesIn(version, false), all: rulesIn(version, true) },
  };
}

/** Marks an id of another release, so that no rule takes it for its own. */
function withoutRelease(id: string, version: string): string {
  return id.endsWith(`-${version}`) ? id.slice(0, -version.length - 1) : `${id} (another release)`;
}

function compileElement([name, min, max, type, valueSet]: ProfileElement, { codes }: LfpseProfile): CompiledElement {
  return { name, min, max, type, valueSet, codes: valueSet === undefined ? undefined : codes[valueSet] };
}

function membersOf<Member extends { readonly name: string }>(
  list: readonly Member[],
  urlOf: (name: string) => string = (name) => name,
): Members<Member> {
  const indexOf = new Map<unknown, number>();
  const countedAt = list.map(({ name }, index) => {
    const first = indexOf.get(urlOf(name)) ?? index;
    indexOf.set(urlOf(name), first);
    return first;
  });
  return { list, indexOf, countedAt, zeros: list.map(() => 0) };
}

function rulesIn(version: LfpseProfile["version"], isVendorIncluded: boolean): CompiledRules {
  const list = conditionalRules.filter(
    ({ isVendorOnly, releases }) =>
      releases.some((release) => release === version) && (isVendorIncluded || !isVendorOnly),
  );
  const elements = list.flatMap(({ when, requires }) =>
    [when, ...Object.values(requires).flat()].flatMap((part) => ("element" in part ? [part.element] : [])),
  );
  return { list, elements: new Set(elements) };
}
