import { html } from "hono/html";
import type { AdminStrings } from "../strings/en.ts";
import { fill } from "../strings/strings.ts";
import { type Markup, nothing } from "./markup.ts";

/** Renders an instant in words, in UTC, with the machine's form beside it. What is no instant gives nothing. */
export function timestamp(at: string | number | undefined, strings: AdminStrings): Markup {
  const text = at === undefined ? undefined : instantText(at, strings);
  if (at === undefined || text === undefined) return nothing;
  return html`<time datetime="${new Date(at).toISOString()}">${text}</time>`;
}

/** Returns an instant in words, such as `21 November 2026 at 14:05 UTC`; `undefined` if it is none. */
export function instantText(at: string | number, strings: AdminStrings): string | undefined {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return undefined;
  return fill(strings.time.instant, {
    day: date.getUTCDate(),
    month: strings.time.months[date.getUTCMonth()] ?? "",
    year: date.getUTCFullYear(),
    clock: date.toISOString().slice(11, 16),
  });
}

/** Returns a duration in its two largest units, such as `3 hours 5 minutes`. */
export function durationText(durationMs: number, strings: AdminStrings): string {
  const { units } = strings.time;
  const minutes = Math.max(0, Math.floor(durationMs / 60_000));
  if (minutes === 0) return strings.time.underAMinute;
  const parts: readonly (readonly [number, readonly [one: string, many: string]])[] = [
    [Math.floor(minutes / 1440), units.days],
    [Math.floor(minutes / 60) % 24, units.hours],
    [minutes % 60, units.minutes],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, [one, many]]) => fill(count === 1 ? one : many, { n: count }))
    .join(" ");
}
