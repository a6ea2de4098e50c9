import { describe, expect, it } from "vitest";
import { auditEntry } from "./audit.ts";

describe("auditEntry", () => {
  it("names who did what to which record, with the organisation of the one who did it", () => {
    const actor = { id: "token:a1b2c3d4", organisation: "Z01" };
    expect(auditEntry(5, actor, "send-again", { recordId: "r" })).toEqual({
      atMs: 5,
      actor: "token:a1b2c3d4",
      action: "send-again",
      organisation: "Z01",
      recordId: "r",
    });
    expect(auditEntry(5, actor, "export", { organisation: "Z02", detail: "12" })).toMatchObject({
      organisation: "Z02",
      detail: "12",
    });
  });

  it("keeps a detail to one short line that does nothing to a terminal", () => {
    const hostile = `a\r\nb\u001b[2Jc\u0000d\u202ee\u2028${"x".repeat(300)}`;
    expect(auditEntry(5, { id: "system" }, "export", { detail: hostile }).detail).toBe(`ab[2Jcde${"x".repeat(192)}`);
  });
});
