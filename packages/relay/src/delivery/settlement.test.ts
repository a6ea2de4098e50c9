import type { ClientError, Outcome, StoredEvent } from "@digital-factors/client/lfpse";
import type { AdverseEvent } from "@digital-factors/core";
import { describe, expect, it } from "vitest";
import type { LfpseRequest } from "./lfpse-request.ts";
import { toAnsweredFailure, toCondition, toParked, toSettlement } from "./settlement.ts";

const event: AdverseEvent = { resourceType: "AdverseEvent" };
const lfpse = { id: "event-1", versionId: "1", referenceNumber: "EXAMPLE-1" };
const create: LfpseRequest = { kind: "create", event, payload: "{}" };
const update: LfpseRequest = { kind: "update", lfpse, event, payload: "{}" };
const withdraw: LfpseRequest = { kind: "withdraw", lfpse, payload: "" };
const requests = [create, update, withdraw];

function stored(parts: Partial<StoredEvent> = {}): Outcome<StoredEvent> {
  return { ok: true, value: { id: "event-1", issues: [], payload: "{}", resource: event, ...parts } };
}
function failed(error: ClientError): Outcome<undefined> {
  return { ok: false, error };
}
const settled = (request: LfpseRequest, outcome: Outcome<StoredEvent | undefined>) =>
  toSettlement({ request, outcome }, 3, () => 0.5);

const message = "Example.";
const refusals = {
  auth: { kind: "auth", status: 401, isSafeToRetry: true, message },
  rateLimited: { kind: "rate-limited", status: 429, retryAfterMs: 30_000, isSafeToRetry: true, message },
  unreachable: { kind: "network", reason: "ECONNREFUSED", isSafeToRetry: true, message },
  notHandled: { kind: "server", status: 503, issues: [], isSafeToRetry: true, message },
} as const satisfies Record<string, ClientError>;
const ambiguous: ClientError = { kind: "unknown-outcome", issues: [], isSafeToRetry: false, message };
const notFound: ClientError = { kind: "rejected", status: 404, issues: [], isSafeToRetry: false, message };

describe("toSettlement", () => {
  it("takes what LFPSE calls a new event", () => {
    expect(settled(create, stored({ versionId: "1", referenceNumber: "EXAMPLE-9" }))).toEqual({
      state: "accepted",
      lfpse: { id: "event-1", versionId: "1", referenceNumber: "EXAMPLE-9" },
    });
  });

  it("keeps id and reference number of an update, with the new version", () => {
    expect(settled(update, stored({ id: "other", versionId: "2" }))).toEqual({
      state: "accepted",
      lfpse: { id: "event-1", versionId: "2", referenceNumber: "EXAMPLE-1" },
    });
  });

  it("names no version where the answer to an update named none", () => {
    expect(settled(update, stored())).toEqual({
      state: "accepted",
      lfpse: { id: "event-1", referenceNumber: "EXAMPLE-1" },
    });
  });

  it("is done with a withdrawal that LFPSE carried out", () => {
    expect(settled(withdraw, { ok: true, value: undefined })).toEqual({ state: "withdrawn" });
  });

  it.each(Object.entries(refusals))("waits after %s, whatever was asked", (_, error) => {
    for (const request of requests) {
      expect(settled(request, failed(error))).toMatchObject({
        state: "waiting",
        delayMs: 2_000 + ("retryAfterMs" in error ? error.retryAfterMs : 0),
        issues: [{ severity: "warning", rule: `lfpse-${error.kind}` }],
      });
    }
  });

  it("parks a create of unknown outcome, and no other", () => {
    expect(settled(create, failed(ambiguous))).toMatchObject({
      state: "unknown",
      issues: [{ rule: "unknown-outcome" }],
    });
    const timedOut: ClientError = { kind: "timeout", timeoutMs: 1, isSafeToRetry: true, message };
    const unreadable: ClientError = { ...ambiguous, status: 200, isSafeToRetry: true };
    const broken: ClientError = { kind: "server", status: 500, issues: [], isSafeToRetry: true, message };
    for (const error of [timedOut, unreadable, broken]) {
      expect(settled(update, failed(error)).state).toBe("waiting");
      expect(settled(withdraw, failed(error)).state).toBe("waiting");
    }
    expect(settled(create, failed(broken)).state).toBe("unknown");
  });

  it("rejects what LFPSE refuses, with its reasons or, without any, its own", () => {
    const issue = {
      severity: "error",
      code: "value",
      rule: "x",
      message,
      expression: "a.YellowCardReference",
    } as const;
    expect(settled(create, failed({ ...notFound, status: 400, issues: [issue] }))).toEqual({
      state: "rejected",
      issues: [{ ...issue, linkId: "yellow-card" }],
    });
    for (const request of [update, withdraw]) {
      expect(settled(request, failed(notFound))).toMatchObject({
        state: "rejected",
        issues: [{ rule: "lfpse-rejected", message }],
      });
    }
  });

  it("leaves a create that meets something else in doubt, since that may be the event itself", () => {
    const issue = { severity: "error", code: "value", rule: "duplicate", message } as const;
    for (const status of [409, 412]) {
      const error: ClientError = { kind: "conflict", status, issues: [issue], isSafeToRetry: false, message };
      expect(settled(create, failed(error))).toMatchObject({
        state: "unknown",
        issues: [{ rule: "unknown-outcome" }, { rule: "duplicate" }],
      });
      expect(settled(update, failed(error))).toMatchObject({ state: "rejected", issues: [{ rule: "duplicate" }] });
    }
  });

  it("is done with a withdrawal whose event is gone, where an attempt before may have done that", () => {
    const issue = { severity: "error", code: "value", rule: "not-found", message } as const;
    const gone: ClientError = { ...notFound, issues: [issue] };
    const stateAt = (attempt: number, error: ClientError, request: LfpseRequest = withdraw) =>
      toSettlement({ request, outcome: failed(error) }, attempt, () => 0.5).state;
    expect(stateAt(1, gone)).toBe("rejected");
    expect(stateAt(2, gone)).toBe("withdrawn");
    // Nothing shows that it was LFPSE that answered.
    expect(stateAt(2, notFound)).toBe("rejected");
    expect(stateAt(2, { ...gone, status: 400 })).toBe("rejected");
    expect(stateAt(2, gone, update)).toBe("rejected");
  });

  it("lets what the relay's stop ended be sent at the next start", () => {
    const aborted: ClientError = { kind: "aborted", isSafeToRetry: true, message };
    expect(settled(update, failed(aborted))).toMatchObject({ state: "waiting", delayMs: 0 });
  });
});

describe("toCondition", () => {
  const shown = (outcome: Outcome<StoredEvent | undefined>, request: LfpseRequest = update) =>
    toCondition({ request, outcome });

  it("takes a refusal of the content for a sign of life", () => {
    expect(shown(stored())).toEqual({ isAsked: true, isReached: true, isWorking: true, retryAfterMs: 0 });
    expect(shown(failed(notFound))).toMatchObject({ isReached: true, isWorking: true });
  });

  it("tells an organisation's refusal from a service that cannot be reached", () => {
    expect(shown(failed(refusals.auth))).toMatchObject({ isReached: true, isWorking: false });
    expect(shown(failed(refusals.rateLimited))).toMatchObject({ isWorking: false, retryAfterMs: 30_000 });
    expect(shown(failed(refusals.unreachable))).toMatchObject({ isReached: false, isWorking: false });
    expect(shown(failed(ambiguous), create)).toMatchObject({ isReached: false, isWorking: false });
  });

  it("learns nothing from what was ended here, or never sent", () => {
    const learnt = (error: ClientError) => shown(failed(error)).isWorking;
    expect(learnt({ kind: "aborted", isSafeToRetry: true, message })).toBeUndefined();
    expect(learnt({ ...ambiguous, reason: "aborted" })).toBeUndefined();
    expect(shown(failed({ kind: "rejected", issues: [], isSafeToRetry: false, message }))).toEqual({
      isAsked: false,
      retryAfterMs: 0,
    });
  });

  it("does not take a service for broken that answers updates in its own way", () => {
    const odd: ClientError = { ...ambiguous, status: 200, reason: "operation-outcome", isSafeToRetry: true };
    expect(shown(failed(odd)).isWorking).toBe(true);
    expect(shown(failed({ ...odd, reason: "not-an-event" })).isWorking).toBe(false);
  });
});

describe("toAnsweredFailure", () => {
  const failureOf = (error: ClientError) => toAnsweredFailure({ request: update, outcome: failed(error) });
  const answered: ClientError = { ...ambiguous, status: 200, isSafeToRetry: true };

  it("tells an answer that LFPSE gave and that does not say it was done", () => {
    for (const reason of ["operation-outcome", "event-without-id"]) {
      expect(failureOf({ ...answered, reason })).toBe("unreadable");
    }
  });

  it("tells any other answer that fails the operation", () => {
    for (const status of [500, 502, 504, 408]) {
      expect(failureOf({ kind: "server", status, issues: [], isSafeToRetry: true, message })).toBe("failed");
    }
    for (const reason of ["redirect", "not-fhir", "answer-too-large"]) {
      expect(failureOf({ kind: "network", reason, isSafeToRetry: true, message })).toBe("failed");
    }
    expect(failureOf({ kind: "auth", status: 403, isSafeToRetry: true, message })).toBe("failed");
    expect(failureOf({ ...answered, reason: "not-an-event" })).toBe("failed");
  });

  it("holds nothing against an operation that was not answered, or was asked to wait, or has the wrong key", () => {
    for (const error of Object.values(refusals)) expect(failureOf(error)).toBeUndefined();
    expect(failureOf({ kind: "timeout", timeoutMs: 1, isSafeToRetry: true, message })).toBeUndefined();
    expect(failureOf({ kind: "aborted", isSafeToRetry: true, message })).toBeUndefined();
    expect(toAnsweredFailure({ request: update, outcome: stored() })).toBeUndefined();
  });
});

describe("toParked", () => {
  it("gives the reason and LFPSE's own words", () => {
    const issue = { severity: "warning", code: "value", rule: "informational", message } as const;
    const answer = { request: update, outcome: failed({ ...ambiguous, issues: [issue] }) };
    expect(toParked(answer, "unreadable")).toMatchObject({
      state: "parked",
      issues: [{ rule: "unreadable-answer", severity: "error" }, { rule: "informational" }],
    });
    expect(toParked({ request: update, outcome: failed(refusals.auth) }, "failed")).toMatchObject({
      state: "parked",
      issues: [{ rule: "keeps-failing", severity: "error" }, { rule: "lfpse-auth" }],
    });
  });
});
