import * as z from "zod/mini";
import { ageRule, isLfpseAge } from "./lfpse-age.ts";

/** Words. LFPSE publishes no longest length. */
export const text = z.stringFormat("words", /\S/);

/** A code of the ODS, whose list is not in the taxonomy's copy: any FHIR `code`. */
export const odsCode = z.stringFormat("fhir-code", /^[^\s]+( [^\s]+)*$/);

/** A FHIR `integer`. */
export const integer = z.int32();

/** A FHIR `boolean`. */
export const trueOrFalse = z.boolean();

/** A FHIR `date`: a year, a month or a day. */
export const date = z.stringFormat("fhir-date", isFhirDate);

/** A FHIR `dateTime`: a date, or a day with a time and its offset. */
export const dateTime = z.stringFormat("fhir-date-time", (value) => {
  const [day = "", time] = value.split("T");
  if (time === undefined) return isFhirDate(day);
  return (
    day.length === 10 &&
    isFhirDate(day) &&
    /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/.test(time)
  );
});

/** A FHIR `time`, with seconds. */
export const time = z.stringFormat("fhir-time", /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?$/);

/** An age in days as LFPSE counts them. */
export const lfpseAgeInDays = z.int32().check(z.refine(isLfpseAge, { params: { rule: ageRule } }));

/** An element that may be given more than once. */
export function several<Item extends z.ZodMiniType>(item: Item, most: number) {
  return z.array(item).check(z.minLength(1), z.maxLength(most));
}

/** A year, a month or a day that the calendar has. */
function isFhirDate(value: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(value)) return false;
  return z.iso.date().safeParse(value + "0001-01-01".slice(value.length)).success;
}
