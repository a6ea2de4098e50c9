import { describe, expect, it } from "vitest";
import { listenForOccasions } from "./delivery-occasions.ts";

describe("listenForOccasions", () => {
  it("calls when the browser comes online, or the page is shown again, until it is ended", () => {
    let calls = 0;
    const ending = new AbortController();
    listenForOccasions(() => {
      calls += 1;
    }, ending.signal);
    window.dispatchEvent(new Event("online"));
    window.dispatchEvent(new Event("pageshow"));
    expect(document.visibilityState).toBe("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("offline"));
    expect(calls).toBe(3);
    ending.abort();
    window.dispatchEvent(new Event("online"));
    window.dispatchEvent(new Event("pageshow"));
    document.dispatchEvent(new Event("visibilitychange"));
    expect(calls).toBe(3);
  });

  it("does not call when the page is hidden", () => {
    let calls = 0;
    const ending = new AbortController();
    listenForOccasions(() => {
      calls += 1;
    }, ending.signal);
    Object.defineProperty(document, "visibilityState", { configurable: true, value: "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
    Reflect.deleteProperty(document, "visibilityState");
    expect(calls).toBe(0);
    ending.abort();
  });
});
