import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { safetyEvent5Extensions } from "../generated/safety-event-5.ts";
import { type LfpseProfile, lfpse5 } from "../lfpse/lfpse-profile.ts";
import { validateAdverseEvent } from "../lfpse/validate.ts";
import { lfpse4 } from "../lfpse/versions/lfpse-4.ts";
import { elementExtension } from "./element-value.ts";
import { fromAdverseEvent } from "./from-adverse-event.ts";
import { type ModelElement, modelElement, modelElementAt, modelExtensions } from "./model-elements.ts";
import { otherWordElements, otherWords } from "./other-words.ts";
import { parseSafetyEvent } from "./parse-safety-event.ts";
import { resourceProfileId } from "./release-element.ts";
import { safetyEventSchema } from "./safety-event.ts";
import { toAdverseEvent } from "./to-adverse-event.ts";

interface Source {
  readonly profiles: readonly {
    readonly id: string;
    readonly kind: string;
    readonly elements: readonly { readonly name: string; readonly type: string }[];
  }[];
}

const source: Source = JSON.parse(await readFile(new URL("../../data/lfpse-5.json", import.meta.url), "utf8"));
const elements = modelExtensions.flatMap((extension) => extension.elements);
const lists = ["patients", "medications", "devices"];

/** A value of each type that stands on its own. */
const plainValues = { code: "Z01", string: "Words", integer: 31, boolean: false, date: "2026-03-11", time: "14:05:00" };

describe("the model of an event", () => {
  it("has the 31 profiles and the 172 elements that were published", () => {
    const resources = new Set(modelExtensions.map(({ resource }) => resource));
    expect(resources.size + modelExtensions.length).toBe(31);
    expect(modelExtensions.length + elements.length).toBe(172);
    const ids = [
      ...[...resources].map((resource) => resourceProfileId(resource, lfpse5)),
      ...modelExtensions.map(({ id }) => `${id}-5`),
    ];
    expect(ids.sort()).toEqual(source.profiles.map(({ id }) => id).sort());
  });

  it("has one field for each published element, and each field leads back to it", () => {
    const published = source.profiles.flatMap((profile) => profile.elements.filter(({ type }) => type !== "Extension"));
    expect(elements.map(({ name }) => name)).toEqual(published.map(({ name }) => name));
    expect(new Set(elements.map(({ extension, field }) => `${extension}.${field}`)).size).toBe(published.length);
    for (const element of elements) {
      expect(modelElement(element.name)).toBe(element);
      expect(modelElementAt([element.extension, 0, element.field])).toBe(element);
      expect(element.field.toLowerCase()).toBe(element.name.toLowerCase());
    }
  });

  it("has the extensions of the event in its schema, and no field beside them that it does not name", () => {
    expect(Object.keys(safetyEventSchema.shape).sort()).toEqual(
      [...Object.keys(safetyEvent5Extensions), "eventType", "date", "description"].sort(),
    );
  });

  it("knows every element with one code for Other and words for it", () => {
    const found = elements.filter(
      ({ name, max, valueSet }) =>
        max === 1 &&
        modelElement(`${name}Other`) !== undefined &&
        Object.values(lfpse5.codes[valueSet ?? ""] ?? {}).includes("Other"),
    );
    expect(found.map(({ name }) => name)).toEqual([...otherWordElements]);
    expect(otherWords.map(({ code }) => code)).toEqual(["4", "6", "8", "5", "9", "6"]);
  });
});

/** The smallest event that holds this value, with what its extension requires. */
function eventWith(element: ModelElement, value: unknown): Record<string, unknown> {
  const siblings = modelExtensions.find(({ field }) => field === element.extension)?.elements ?? [];
  const filled = (each: ModelElement) => {
    const code = Object.keys(lfpse5.codes[each.valueSet ?? ""] ?? {})[0] ?? plainValues[each.type];
    return each.max > 1 ? [code] : code;
  };
  const answers = Object.fromEntries(
    siblings.filter((each) => each.isRequired && each !== element).map((each) => [each.field, filled(each)]),
  );
  const whole = { ...answers, [element.field]: element.max > 1 ? [value] : value };
  return { eventType: "incident", [element.extension]: lists.includes(element.extension) ? [whole] : whole };
}

/** What an event says in an element. */
function valueIn(event: object, { extension, field }: ModelElement): unknown {
  const given: unknown = (event as Record<string, unknown>)[extension];
  const [answers] = Array.isArray(given) ? given : [given];
  const value = (answers as Record<string, unknown> | undefined)?.[field];
  return Array.isArray(value) ? value[0] : value;
}

describe.each(elements.map((element) => [element.name, element] as const))("%s", (_, element) => {
  const codes = Object.keys(lfpse5.codes[element.valueSet ?? ""] ?? {});
  const values: readonly unknown[] = codes.length > 0 ? codes : [plainValues[element.type]];

  it("is written in its own place and read back, with every code of its list", () => {
    for (const value of values) {
      const event = eventWith(element, value);
      const parsed = parseSafetyEvent(event);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
      const written = toAdverseEvent(parsed.value, { inferred: { otherWords: {} } });
      if (!written.ok) throw new Error("an incident has a known code");
      expect(written.value.lost).toEqual([]);
      const isWordsOnly = otherWords.some((each) => each.element === element.name && each.code === value);
      if (!isWordsOnly) {
        expect(JSON.stringify(written.value.resource)).toContain(
          JSON.stringify(elementExtension(element.name, element.type, value)),
        );
      }
      expect(validateAdverseEvent(written.value.resource)).toEqual([]);
      const read = fromAdverseEvent(written.value.resource);
      expect(read.ok && valueIn(read.value.event, element)).toBe(value);
    }
  });

  it("takes no code of another list, and no value of another type", () => {
    for (const value of ["no such code ", 1.5, {}, null, "constructor "]) {
      const parsed = parseSafetyEvent(eventWith(element, value));
      if (element.type === "string" && typeof value === "string") expect(parsed.ok).toBe(true);
      else if (value === null || typeof value !== "object") expect(parsed.ok).toBe(false);
    }
  });
});

/** A resource of a release that holds one answer. */
function resourceWith(profile: LfpseProfile, home: LfpseProfile["definitions"][number], inner: readonly object[]) {
  const address = (id: string) => `${profile.canonicalBase}StructureDefinition/${id}`;
  const extension = [{ url: address(home.id), extension: inner }];
  const type = /^adverse-event-(patient|practitioner|location|medication|device)-/.exec(home.attachedTo ?? "")?.[1];
  const base = {
    resourceType: "AdverseEvent",
    meta: { profile: [address(`patient-safety-adverse-event-${profile.version}`)] },
    type: { coding: [{ code: "1" }] },
  };
  if (type === undefined) return { ...base, extension };
  const resourceType = `${type[0]?.toUpperCase()}${type.slice(1)}`;
  return { ...base, contained: [{ resourceType, id: type, extension }] };
}

describe("every code of v4", () => {
  const coded = lfpse4.definitions.flatMap((home) =>
    home.elements
      .filter(([, , , , set]) => lfpse4.codes[set ?? ""] !== undefined)
      .map((element) => [home, element] as const),
  );

  it("is read as the same code of v5 or named as lost, and written back as it was", () => {
    const letters = (text: string | undefined) => text?.replaceAll(/[^a-z0-9]/gi, "").toLowerCase();
    const seen = { carried: 0, lost: 0 };
    for (const [home, [name, , , , set]] of coded) {
      const required = home.elements
        .filter(([each, min]) => min > 0 && each !== name)
        .map(([each, , , type, list]) =>
          elementExtension(each, type, Object.keys(lfpse4.codes[list ?? ""] ?? {})[0] ?? plainValues[type]),
        );
      const element = modelElement(name);
      for (const [code, display] of Object.entries(lfpse4.codes[set ?? ""] ?? {})) {
        const resource = resourceWith(lfpse4, home, [...required, { url: name, valueCode: code }]);
        const read = fromAdverseEvent(resource);
        if (!read.ok) throw new Error("a v4 event can be read");
        const isSame = letters(lfpse5.codes[element?.valueSet ?? ""]?.[code]) === letters(display);
        expect([name, code, read.value.lost.length === 0]).toEqual([name, code, isSame]);
        seen[isSame ? "carried" : "lost"] += 1;
        if (!isSame) continue;
        expect(element && valueIn(read.value.event, element)).toBe(code);
        const written = toAdverseEvent(read.value.event, {
          profile: lfpse4,
          inferred: { otherWords: { ReporterRole: "with-code" } },
        });
        expect(written).toMatchObject({ ok: true, value: { lost: [] } });
        expect(JSON.stringify(written)).toContain(JSON.stringify({ url: name, valueCode: code }));
      }
    }
    expect(seen).toEqual({ carried: 432, lost: 191 });
  }, 30_000);
});
