import { describe, expect, it } from "vitest";
import { addressKey, createFailedTries } from "./failed-tries.ts";

function started(more: { readonly addresses?: number } = {}) {
  const clock = { ms: 1_000 };
  const tries = createFailedTries({ burst: 3, everyMs: 100, monotonicMs: () => clock.ms, ...more });
  return { clock, tries };
}

describe("createFailedTries", () => {
  it("lets a burst pass and then one in each interval", () => {
    const { clock, tries } = started();
    for (let count = 0; count < 3; count += 1) {
      expect(tries.waitMs("a")).toBe(0);
      tries.add("a");
    }
    expect(tries.waitMs("a")).toBe(100);
    clock.ms += 60;
    expect(tries.waitMs("a")).toBe(40);
    clock.ms += 40;
    expect(tries.waitMs("a")).toBe(0);
    tries.add("a");
    expect(tries.waitMs("a")).toBe(100);
  });

  it("counts each address for itself", () => {
    const { tries } = started();
    for (let count = 0; count < 5; count += 1) tries.add("a");
    expect(tries.waitMs("a")).toBeGreaterThan(0);
    expect(tries.waitMs("b")).toBe(0);
  });

  it("takes back what was no failure", () => {
    const { tries } = started();
    for (let count = 0; count < 9; count += 1) {
      tries.add("a");
      tries.forgive("a");
    }
    expect(tries.waitMs("a")).toBe(0);
  });

  it("keeps a limited number of addresses, those that failed last", () => {
    const { tries } = started({ addresses: 2 });
    for (const key of ["a", "b", "c"]) for (let count = 0; count < 5; count += 1) tries.add(key);
    expect([tries.waitMs("a"), tries.waitMs("b") > 0, tries.waitMs("c") > 0]).toEqual([0, true, true]);
  });
});

describe("addressKey", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:DB8:1:2::9", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["::1", "0:0:0:0"],
    [undefined, "unknown"],
  ])("counts %s under %s", (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
