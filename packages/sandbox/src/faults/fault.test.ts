import { describe, expect, it } from "vitest";
import { faultNames, parseFault, parseFaultHeader } from "./fault.ts";

describe("parseFault", () => {
  it.each(faultNames)("takes %s by its name alone", (fault) => {
    expect(parseFault({ fault })).toEqual({ ok: true, value: { fault } });
  });

  it.each([
    ["nothing", undefined],
    ["an unknown name", { fault: "418" }],
    ["a number for a name", { fault: 429 }],
    ["an unknown setting", { fault: "429", retryAfter: 1 }],
    ["no times at all", { fault: "429", times: 0 }],
    ["a fraction", { fault: "slow", delayMs: 0.5 }],
    ["a word for a boolean", { fault: "500", isStored: "yes" }],
    ["a status that is no redirect", { fault: "redirect", status: 304 }],
    ["an address of another kind", { fault: "redirect", location: "javascript:alert(1)" }],
    ["an address with a line break", { fault: "redirect", location: "http://127.0.0.1/\r\nx: y" }],
    ["a name of every object", { fault: "constructor" }],
  ])("refuses %s", (_, input) => {
    expect(parseFault(input).ok).toBe(false);
  });
});

describe("parseFaultHeader", () => {
  it("reads the name and its settings", () => {
    expect(parseFaultHeader("503; retryAfterSeconds=2; isStored=true")).toEqual({
      ok: true,
      value: { fault: "503", retryAfterSeconds: 2, isStored: true },
    });
  });

  it("reads an address whole, with its signs", () => {
    expect(parseFaultHeader("redirect; status=308; location=http://127.0.0.1:9/a?b=c")).toEqual({
      ok: true,
      value: { fault: "redirect", status: 308, location: "http://127.0.0.1:9/a?b=c" },
    });
  });

  it.each(["", "503; retryAfterSeconds", "503; fault=429; times=", "503; times=x"])("refuses %o", (header) => {
    expect(parseFaultHeader(header).ok).toBe(false);
  });
});
