import { describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const nowMs = Date.parse("2026-03-02T09:20:00Z");

describe("retryAfterMs", () => {
  it.each([
    ["whole seconds", "120", 120_000],
    ["no wait at all", "0", 0],
    ["a date to come", "Mon, 02 Mar 2026 09:21:00 GMT", 60_000],
    ["a date that has passed", "Mon, 02 Mar 2026 09:00:00 GMT", 0],
    ["no header", null, undefined],
    ["words", "soon", undefined],
    ["an empty header", "", undefined],
  ])("reads %s", (_, header, expected) => {
    expect(retryAfterMs(header, nowMs)).toBe(expected);
  });
});
