import { describe, expect, it } from "vitest";
import { firstAttempts } from "./first-attempts.ts";

describe("firstAttempts", () => {
  it("tells how long a record waited, once", () => {
    let nowMs = 1_000;
    const waits = firstAttempts(() => nowMs);
    waits.stored("a");
    nowMs = 1_250;
    expect(waits.attempted("a")).toBe(250);
    expect(waits.attempted("a")).toBeUndefined();
    expect(waits.attempted("b")).toBeUndefined();
  });

  it("goes on measuring after more records than it remembers were never attempted", () => {
    const waits = firstAttempts(() => 0);
    for (let record = 0; record < 20_000; record += 1) waits.stored(`never-${record}`);
    waits.stored("a");
    expect(waits.attempted("a")).toBe(0);
    expect(waits.attempted("never-0")).toBeUndefined();
    expect(waits.attempted("never-1")).toBe(0);
  });
});
