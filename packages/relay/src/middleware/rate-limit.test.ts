import { describe, expect, it } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

describe("createRateLimit", () => {
  it("allows as many at once as a minute has, and then one at a time", () => {
    let nowMs = 1_000;
    const limit = createRateLimit({ perMinute: 60, nowMs: () => nowMs });
    const answers = Array.from({ length: 61 }, () => limit("token:a"));
    expect(answers).toEqual([...Array.from({ length: 60 }, () => 0), 1_000]);
    nowMs += 999;
    expect(limit("token:a")).toBe(1);
    nowMs += 1;
    expect(limit("token:a")).toBe(0);
    expect(limit("token:a")).toBe(1_000);
  });

  it("counts each key on its own, and saves up no more than a minute's worth", () => {
    let nowMs = 0;
    const limit = createRateLimit({ perMinute: 2, nowMs: () => nowMs });
    limit("token:a");
    limit("token:a");
    expect(limit("token:a")).toBe(30_000);
    expect(limit("token:b")).toBe(0);
    nowMs += 3_600_000;
    expect([limit("token:a"), limit("token:a"), limit("token:a")]).toEqual([0, 0, 30_000]);
  });

  it("remembers a bounded number of keys, those in use before others", () => {
    const limit = createRateLimit({ perMinute: 1, nowMs: () => 0, maxKeys: 2 });
    limit("token:a");
    limit("token:b");
    limit("token:a");
    limit("token:c");
    expect(limit("token:a")).toBeGreaterThan(0);
    expect(limit("token:b")).toBe(0);
  });
});
