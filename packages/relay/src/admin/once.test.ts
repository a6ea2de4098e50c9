import { describe, expect, it } from "vitest";
import { createOnce } from "./once.ts";

describe("createOnce", () => {
  it("does a thing once for two clicks at the same time, and gives both its result", async () => {
    const once = createOnce<number>(1_000, () => 0);
    let times = 0;
    const work = async () => {
      times += 1;
      return times;
    };
    expect(await Promise.all([once.run("form", work), once.run("form", work)])).toEqual([1, 1]);
    expect(await once.run("another form", work)).toBe(2);
  });

  it("forgets the result after its time, and still does not do it again", async () => {
    let nowMs = 0;
    const once = createOnce<string>(1_000, () => nowMs);
    expect(await once.run("form", async () => "secret")).toBe("secret");
    nowMs = 1_000;
    expect(await once.run("form", async () => "another secret")).toBeUndefined();
  });

  it("lets what failed be tried again with the same form", async () => {
    const once = createOnce<string>(1_000, () => 0);
    await expect(once.run("form", () => Promise.reject(new Error("store")))).rejects.toThrow("store");
    expect(await once.run("form", async () => "done")).toBe("done");
  });
});
