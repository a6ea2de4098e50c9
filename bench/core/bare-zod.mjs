// The profile as a zod schema: what one would write without core. Same checks as validateAdverseEvent: shape, types, value
// sets, cardinality, references, the known rule. It refuses an extension from elsewhere, where core only warns.

const keyOf = {
  code: "valueCode",
  string: "valueString",
  integer: "valueInteger",
  boolean: "valueBoolean",
  date: "valueDate",
  time: "valueTime",
};

const contained = {
  Patient: "adverse-event-patient",
  Practitioner: "adverse-event-practitioner",
  Location: "adverse-event-location",
  Medication: "adverse-event-medication",
  Device: "adverse-event-device",
};

/** A check that each `url` of a list is there as often as it may be. */
function cardinality(z, bounds) {
  const indexOf = new Map(bounds.map(({ url }, index) => [url, index]));
  const zeros = bounds.map(() => 0);
  return z.refine((list) => {
    const counts = [...zeros];
    for (const { url } of list) counts[indexOf.get(url)] += 1;
    for (let index = 0; index < bounds.length; index += 1) {
      if (counts[index] < bounds[index].min || counts[index] > bounds[index].max) return false;
    }
    return true;
  });
}

function valueSchema(z, [name, , , type, valueSet], codes) {
  const text = z.string().check(z.minLength(1));
  if (name === "AgeAtTimeOfIncidentDays") {
    const isStep = (age) => (age < 31 ? age >= 1 : age < 372 ? age % 31 === 0 : age <= 74_028 && age % 372 === 0);
    return z.int().check(z.refine(isStep));
  }
  return {
    code: () => (codes[valueSet] === undefined ? text : z.enum(Object.keys(codes[valueSet]))),
    string: () => text,
    integer: () => z.int(),
    boolean: () => z.boolean(),
    date: () => z.string().check(z.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)),
    time: () => z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$/)),
  }[type]();
}

function extensionsSchema(z, profile, attachedTo, isLight) {
  const definitions = profile.definitions.filter((each) => each.attachedTo === attachedTo);
  const options = definitions.map(({ id, elements }) => {
    const inner = elements.map((element) =>
      (isLight ? z.object : z.strictObject)({
        url: z.literal(element[0]),
        ...(isLight ? {} : { id: z.optional(z.string()) }),
        [keyOf[element[3]]]: valueSchema(z, element, profile.codes),
      }),
    );
    const bounds = elements.map(([url, min, max]) => ({ url, min, max }));
    const list = z.array(z.discriminatedUnion("url", inner));
    return z.object({
      url: z.literal(`${profile.canonicalBase}StructureDefinition/${id}`),
      extension: isLight ? list : list.check(cardinality(z, bounds)),
    });
  });
  const bounds = definitions.map(({ id, min, max }) => ({
    url: `${profile.canonicalBase}StructureDefinition/${id}`,
    min: min ?? 0,
    max: max ?? 1,
  }));
  const list = z.array(z.discriminatedUnion("url", options));
  const checked = isLight ? list : list.check(cardinality(z, bounds));
  return bounds.some(({ min }) => min > 0) ? checked : z.optional(checked);
}

function isReferring(event) {
  const ids = new Set((event.contained ?? []).map(({ id }) => `#${id}`));
  const references = [event.subject, event.recorder, event.location].filter((each) => each !== undefined);
  const suspects = (event.suspectEntity ?? []).map(({ instance }) => instance);
  return [...references, ...suspects].every(({ reference }) => ids.has(reference));
}

/**
 * Returns the schema of an event in a release.
 *
 * @param z - zod, or zod/mini: both have what is used here.
 * @param profile - A release of core.
 * @param isLight - Leaves out what costs zod most: counts, unknown members, references. It then accepts too much.
 */
export function adverseEventSchema(z, profile, isLight = false) {
  const { version, canonicalBase } = profile;
  const reference = z.optional(z.object({ reference: z.string() }));
  const root = `patient-safety-adverse-event-${version}`;
  const resources = Object.entries(contained).map(([resourceType, id]) =>
    z.object({
      resourceType: z.literal(resourceType),
      id: z.string(),
      extension: extensionsSchema(z, profile, `${id}-${version}`, isLight),
    }),
  );
  const schema = z.object({
    resourceType: z.literal("AdverseEvent"),
    meta: z.object({ profile: z.tuple([z.literal(`${canonicalBase}StructureDefinition/${root}`)]) }),
    contained: z.optional(z.array(z.discriminatedUnion("resourceType", resources))),
    extension: extensionsSchema(z, profile, root, isLight),
    category: z.optional(z.enum(["AE", "PAE"])),
    type: z.object({ coding: z.tuple([z.object({ code: z.string() })]) }),
    subject: reference,
    recorder: reference,
    location: reference,
    description: z.optional(z.string()),
    date: z.optional(z.string().check(z.regex(/^\d{4}(-\d{2}(-\d{2}(T[0-9:.]{5,12}(Z|[+-]\d{2}:\d{2}))?)?)?$/))),
    suspectEntity: z.optional(z.array(z.object({ instance: z.object({ reference: z.string() }) }))),
  });
  return isLight ? schema : schema.check(z.refine(isReferring));
}
