import { lfpse5 } from "@digital-factors/core";
import { minimalAdverseEvent } from "@digital-factors/sandbox";
import { describe, expect, it } from "vitest";
import { exampleRecord } from "../../test/example-record.ts";
import type { Claim } from "../store/delivery-store.ts";
import { lfpseTaskOf } from "./lfpse-request.ts";

const lfpse = { id: "event-1", versionId: "1", referenceNumber: "EXAMPLE-1" };
const options = { profile: lfpse5, isIdInPutBody: false };

function claimOf(parts: Partial<Claim> = {}): Claim {
  const record = exampleRecord();
  return {
    recordId: record.id,
    organisation: "Z01",
    sequence: 1,
    kind: "create",
    body: JSON.stringify({ record }),
    fence: 1,
    attempts: 0,
    claimsInARow: 1,
    ...parts,
  };
}

describe("lfpseTaskOf", () => {
  it("creates what LFPSE does not have, also if it is called an update", () => {
    for (const kind of ["create", "update", "yellow-card"] as const) {
      const task = lfpseTaskOf(claimOf({ kind }), options);
      expect(task).toMatchObject({ kind: "create", event: { resourceType: "AdverseEvent" } });
      expect("event" in task && JSON.stringify(task.event)).toBe("payload" in task && task.payload);
    }
  });

  it("replaces the whole of what LFPSE has, also if it is called a create", () => {
    for (const kind of ["create", "update", "yellow-card"] as const) {
      expect(lfpseTaskOf(claimOf({ kind, lfpse }), options)).toMatchObject({ kind: "update", lfpse });
    }
  });

  it("names the event in the body of an update only if told to, and never by the vendor's id", () => {
    const adverseEvent = { ...minimalAdverseEvent, id: "vendors-own" };
    const body = JSON.stringify({ record: exampleRecord(), adverseEvent });
    const claim = claimOf({ kind: "update", lfpse, body });
    const without = lfpseTaskOf(claim, options);
    expect("event" in without && "id" in without.event).toBe(false);
    expect(lfpseTaskOf(claim, { ...options, isIdInPutBody: true })).toMatchObject({ event: { id: "event-1" } });
  });

  it("withdraws what LFPSE has, and asks nothing where it has nothing", () => {
    const withdraw = claimOf({ kind: "withdraw", body: "", lfpse });
    expect(lfpseTaskOf(withdraw, options)).toEqual({ kind: "withdraw", lfpse, payload: "" });
    expect(lfpseTaskOf(claimOf({ kind: "withdraw", body: "" }), options)).toEqual({ kind: "nothing-to-withdraw" });
  });

  it("refuses a record of another taxonomy version, and one that it cannot read", () => {
    const record = exampleRecord({ versions: { factors: "1.0.0", lfpse: "4" } });
    const other = lfpseTaskOf(claimOf({ body: JSON.stringify({ record }) }), options);
    expect(other).toMatchObject({ kind: "refused", issues: [{ rule: "lfpse-version" }] });
    for (const body of ["", "{", "{}", '{"record":{"format":"digital-factors/9"}}']) {
      expect(lfpseTaskOf(claimOf({ body }), options)).toMatchObject({
        kind: "refused",
        issues: [{ rule: "stored-form" }],
      });
    }
  });
});
