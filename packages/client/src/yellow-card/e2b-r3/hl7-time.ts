/**
 * Returns an ISO 8601 instant as `CCYYMMDDhhmmss+ZZzz`, or `undefined` if it is none with seconds and an offset.
 *
 * @see ICH E2B(R3) Implementation Guide, appendix II
 */
export function messageTime(instant: string): string | undefined {
  const [, date, time, offset] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/.exec(instant) ?? [];
  if (date === undefined || time === undefined || offset === undefined) return undefined;
  if (Number.isNaN(Date.parse(instant))) return undefined;
  return `${date}${time}`.replace(/[-:]/g, "") + (offset === "Z" ? "+0000" : offset.replace(":", ""));
}

/** Returns a calendar date as `CCYYMMDD`. */
export function messageDate(date: string): string {
  return date.replaceAll("-", "");
}
