import type { Clock, Outcome, StoredEvent } from "@digital-factors/client/lfpse";
import type { Logger } from "pino";
import { errorFields } from "../error-fields.ts";
import type { Claim, DeliveryStore, Settlement } from "../store/delivery-store.ts";
import type { CrashCount } from "./crash-count.ts";
import { deliveryDelayMs } from "./delivery-delay.ts";
import type { DeliveryObserver, TraceDelivery } from "./delivery-observer.ts";
import type { FailureCount } from "./failure-count.ts";
import { crashesIssue, failedIssue, noKeyIssue, unknownOutcomeIssue } from "./lfpse-issues.ts";
import { type LfpseRequest, type LfpseRequestOptions, lfpseTaskOf } from "./lfpse-request.ts";
import type { LfpseCondition, LfpseSender } from "./lfpse-senders.ts";
import { type LfpseAnswer, toAnsweredFailure, toCondition, toParked, toSettlement } from "./settlement.ts";
import { untilStored } from "./until-stored.ts";

/** What a delivery works with. */
export interface DeliverOptions extends LfpseRequestOptions {
  readonly store: Pick<DeliveryStore, "markSending" | "settle" | "release">;
  readonly crashes: CrashCount;
  readonly failures: FailureCount;
  readonly log: Logger;
  readonly leaseMs: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly observer: DeliveryObserver;
  readonly trace: TraceDelivery;
  /** Aborted: nothing more may leave. */
  readonly stopping: AbortSignal;
  /** Aborted: what is under way ends now; a create that has left is then of unknown outcome. */
  readonly ending: AbortSignal;
}

/** Time until a record without a key is looked at again. */
const noKeyDelayMs = 60_000;
const nothingLearnt: LfpseCondition = { isAsked: false, retryAfterMs: 0 };

/**
 * Delivers one claimed operation: marks it as sending, durably, before its request leaves, and records what came of it.
 * The sender is told what that showed of LFPSE before it is recorded.
 *
 * A failure of the relay itself is counted; the operation is tried again, and parked after five in a row. So are failures
 * that LFPSE answers with.
 *
 * @throws what the store threw if it cannot be written to before the relay ends: the lease then runs out.
 */
export async function deliver(claim: Claim, sender: LfpseSender, options: DeliverOptions): Promise<void> {
  const leave = sender.enter();
  try {
    await deliverWithin(claim, sender, leave, options);
  } finally {
    leave(nothingLearnt);
  }
}

async function deliverWithin(
  claim: Claim,
  { client, timesWorked }: LfpseSender,
  leave: ReturnType<LfpseSender["enter"]>,
  options: DeliverOptions,
): Promise<void> {
  const { store, crashes, failures, log, clock, random, observer, stopping, ending } = options;
  const { recordId, sequence, fence } = claim;
  const place = { recordId, sequence, fence };
  const stored = (write: () => Promise<boolean>) => untilStored(write, { recordId, log, clock, ending });
  // Nothing leaves any more: what waits for the store now keeps no other request from LFPSE.
  const end = (write: () => Promise<boolean>) => {
    leave(nothingLearnt);
    return stored(write);
  };
  const settle = (settlement: Settlement) => end(() => store.settle({ ...place, settlement }));
  const giveBack = (delayMs: number) => end(() => store.release({ recordId, fence, delayMs }));

  if (crashes.isPoison(claim)) return await park();
  let prepared: Prepared;
  try {
    prepared = prepare();
  } catch (error) {
    log.error({ id: recordId, ...errorFields(error) }, "delivery failed");
    if (crashes.add(claim)) return await park();
    await giveBack(deliveryDelayMs(claim.claimsInARow, 0, random));
    return;
  }
  if (!("request" in prepared)) {
    leave(prepared.condition);
    await settle(prepared.settlement);
    return;
  }
  if (stopping.aborted) {
    await giveBack(0);
    return;
  }
  const { request, send } = prepared;
  const markedAtMs = clock.now();
  const { payload } = request;
  if (!(await stored(() => store.markSending({ ...place, payload, leaseMs: options.leaseMs })))) return;
  if (clock.now() - markedAtMs >= options.leaseMs) {
    // Stopped or starved for so long that another relay may have claimed it. Nothing has left yet.
    await settle({ state: "waiting", delayMs: 0, issues: [] });
    return;
  }
  await options.trace(claim, () => attempt(request, send));

  function prepare(): Prepared {
    const task = lfpseTaskOf(claim, options);
    switch (task.kind) {
      case "nothing-to-withdraw":
        return { settlement: { state: "withdrawn" }, condition: nothingLearnt };
      case "refused":
        log.warn({ id: recordId, sequence, state: "rejected" }, "delivery refused here");
        return { settlement: { state: "rejected", issues: task.issues }, condition: nothingLearnt };
    }
    if (client === undefined) {
      log.error({ id: recordId, organisation: claim.organisation }, "no LFPSE key for this organisation");
      const settlement: Settlement = { state: "waiting", delayMs: noKeyDelayMs, issues: [noKeyIssue] };
      return { settlement, condition: { isAsked: false, isWorking: false, retryAfterMs: 0 } };
    }
    return { request: task, send: () => sendWith(client, task, ending) };
  }

  async function attempt(request: LfpseRequest, send: Send): Promise<void> {
    const { kind, organisation, attempts } = claim;
    const number = attempts + 1;
    observer.attemptStarted?.({ recordId, organisation, kind, attempts });
    const startedAtMs = clock.now();
    const ended = async (settlement: Settlement) => {
      const durationMs = clock.now() - startedAtMs;
      const isHeld = await settle(settlement);
      observer.attemptEnded?.({ organisation, kind, outcome: isHeld ? settlement.state : "lost", durationMs });
    };
    let outcome: Awaited<ReturnType<Send>>;
    try {
      outcome = await send();
    } catch (error) {
      log.error({ id: recordId, ...errorFields(error) }, "delivery failed");
      // It may have left.
      leave({ isAsked: true, retryAfterMs: 0 });
      if (request.kind === "create") await ended({ state: "unknown", issues: [unknownOutcomeIssue] });
      else if (crashes.add(claim)) await park();
      else await ended({ state: "waiting", delayMs: deliveryDelayMs(number, 0, random), issues: [failedIssue] });
      return;
    }
    crashes.forget(claim);
    const answer = { request, outcome };
    leave(toCondition(answer));
    const settlement = settlementOf(answer, number);
    const durationMs = Math.round(clock.now() - startedAtMs);
    logAttempt(
      log,
      { id: recordId, sequence, request: request.kind, attempt: number, durationMs },
      settlement,
      outcome,
    );
    await ended(settlement);
  }

  /** What LFPSE fails at again and again, and at nothing else, waits for a person. */
  function settlementOf(answer: LfpseAnswer, number: number): Settlement {
    const settlement = toSettlement(answer, number, random);
    const failure = settlement.state === "waiting" ? toAnsweredFailure(answer) : undefined;
    if (failure !== undefined && failures.add(claim, failure, timesWorked())) {
      failures.forget(claim);
      return toParked(answer, failure);
    }
    if (settlement.state !== "waiting") failures.forget(claim);
    return settlement;
  }

  async function park(): Promise<void> {
    log.error({ id: recordId, sequence, state: "parked" }, "delivery parked");
    observer.parked?.({ organisation: claim.organisation, kind: claim.kind });
    crashes.forget(claim);
    await settle({ state: "parked", issues: [crashesIssue] });
  }
}

type Send = () => Promise<Outcome<StoredEvent | undefined>>;

/** A request that is ready, or how the operation ends without one. */
type Prepared =
  | { readonly request: LfpseRequest; readonly send: Send }
  | { readonly settlement: Settlement; readonly condition: LfpseCondition };

function sendWith(
  client: NonNullable<LfpseSender["client"]>,
  request: LfpseRequest,
  signal: AbortSignal,
): ReturnType<Send> {
  switch (request.kind) {
    case "create":
      return client.create(request.event, { signal });
    case "update":
      return client.update(request.lfpse.id, request.event, { signal });
    case "withdraw":
      return client.delete(request.lfpse.id, { signal });
  }
}

function logAttempt(
  log: Logger,
  fields: Readonly<Record<string, unknown>>,
  { state }: Settlement,
  outcome: Outcome<unknown>,
): void {
  if (outcome.ok) {
    log.info({ ...fields, state }, "delivery");
    return;
  }
  const { error } = outcome;
  const status = "status" in error ? error.status : undefined;
  const reason = "reason" in error ? error.reason : undefined;
  const level = error.kind === "auth" || state === "unknown" || state === "parked" ? "error" : "warn";
  log[level]({ ...fields, state, kind: error.kind, status, reason }, "delivery");
}
