import { randomUUID } from "node:crypto";
import type { Clock } from "@digital-factors/client/lfpse";
import type { LfpseProfile } from "@digital-factors/core";
import type { Logger } from "pino";
import { errorFields } from "../error-fields.ts";
import type { Claim, DeliveryStore } from "../store/delivery-store.ts";
import { planClaim } from "./claim-plan.ts";
import { createCrashCount } from "./crash-count.ts";
import { type DeliverOptions, deliver } from "./deliver.ts";
import { monotonicClock } from "./delivery-clock.ts";
import type { DeliveryObserver, TraceDelivery } from "./delivery-observer.ts";
import { createFailureCount } from "./failure-count.ts";
import { createLeaseKeeper } from "./lease-keeper.ts";
import { unknownOutcomeIssue } from "./lfpse-issues.ts";
import type { LfpseSenders } from "./lfpse-senders.ts";
import { untilStored } from "./until-stored.ts";

/** What a delivery worker works with. */
export interface DeliveryWorkerOptions {
  readonly store: DeliveryStore;
  readonly senders: LfpseSenders;
  /** Taxonomy release that is sent. */
  readonly profile: LfpseProfile;
  readonly log: Logger;
  /** Id of this run of this relay, another at every start. Default: a random one. */
  readonly owner?: string;
  /** Whether an update names the event in its body as well. What LFPSE wants is not known. Default: no. */
  readonly isIdInPutBody?: boolean;
  /** Whether other relays work on the same store: it is then looked at every second. Default: no. */
  readonly isStoreShared?: boolean;
  /** Most deliveries under way at once, all organisations together. Default: 64. */
  readonly mostUnderWay?: number;
  /** How long a record stays with this relay after its last sign of life. Default: 30,000. */
  readonly leaseMs?: number;
  /** Default: 10,000. */
  readonly renewEveryMs?: number;
  /** Time between two looks for leases that ended. Default: 5,000. */
  readonly sweepEveryMs?: number;
  readonly observer?: DeliveryObserver;
  /** Default: no spans. */
  readonly trace?: TraceDelivery;
  /** Default: a monotonic one. */
  readonly clock?: Clock;
  /** Source of the jitter, 0 up to 1. Default: `Math.random`. */
  readonly random?: () => number;
}

/** Delivers what the store holds until stopped. */
export interface DeliveryWorker {
  /** Begins, with what is due already. */
  readonly start: () => void;
  /** Looks for work now: something was stored, or decided. */
  readonly wake: () => void;
  /**
   * Takes nothing new, gives back what was not sent and waits for what was; after `limitMs` that is ended: a create that
   * LFPSE had not answered is then `unknown`, anything else waits again. Safe to call twice.
   */
  readonly stop: (limitMs: number) => Promise<void>;
}

/** Longest time between two looks at the store, whatever it said was due. */
const pollMs = { alone: 30_000, shared: 1_000 } as const;
/** Shortest time between two looks that find nothing, though something seems to be due. */
const idleMs = { least: 50, most: 1_000 } as const;
/** Wait before the store is asked again after it could not answer. */
const storePauseMs = 2_000;
/** What is due later than this was put there by a clock that has since been set back; a wait is a day at most. */
const horizonMs = 90_000_000;
/** Claims in a row from which on an operation is delivered with nothing else under way. */
const suspectFrom = 3;

/**
 * Returns a worker that delivers what waits, several records at once, those due first in front, each organisation at its
 * own pace.
 *
 * An operation whose claims have twice ended without a word may be what ends the process, so it is delivered alone: what
 * was claimed along with it does not get blamed.
 */
export function createDeliveryWorker(options: DeliveryWorkerOptions): DeliveryWorker {
  const { store, senders, log, clock = monotonicClock, mostUnderWay = 64, observer = {}, leaseMs = 30_000 } = options;
  const {
    owner = randomUUID(),
    renewEveryMs = 10_000,
    sweepEveryMs = 5_000,
    trace = (_claim, work) => work(),
  } = options;
  const longestPauseMs = options.isStoreShared ? pollMs.shared : pollMs.alone;
  const stopping = new AbortController();
  const ending = new AbortController();
  const leases = createLeaseKeeper({ store, owner, leaseMs, renewEveryMs, clock, log });
  const deliverOptions: DeliverOptions = {
    store,
    profile: options.profile,
    isIdInPutBody: options.isIdInPutBody ?? false,
    crashes: createCrashCount(),
    failures: createFailureCount(),
    log,
    leaseMs,
    clock,
    random: options.random ?? Math.random,
    observer,
    trace,
    stopping: stopping.signal,
    ending: ending.signal,
  };
  const underWay = new Set<Promise<void>>();
  const organisations = new Set<string>();
  let suspect: { readonly claim: Claim; readonly owner: string; readonly letGo: () => void } | undefined;
  let isSuspectUnderWay = false;
  let isLooking = false;
  let isLookWanted = false;
  let looksInVain = 0;
  let sweptAtMs = Number.NEGATIVE_INFINITY;
  let sweepAtMs = Number.NEGATIVE_INFINITY;
  let storeRestsUntilMs = Number.NEGATIVE_INFINITY;
  let cancelTimer = () => {};
  let looked: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | undefined;

  function wake(): void {
    isLookWanted = true;
    if (isLooking || stopping.signal.aborted) return;
    isLooking = true;
    looked = look();
  }

  async function look(): Promise<void> {
    while (isLookWanted && !stopping.signal.aborted) {
      isLookWanted = false;
      cancelTimer();
      let pauseMs = storeRestsUntilMs - clock.now();
      if (pauseMs <= 0) {
        try {
          pauseMs = await takeWork();
        } catch (error) {
          log.error(errorFields(error), "store not readable");
          pauseMs = storePauseMs;
          storeRestsUntilMs = clock.now() + storePauseMs;
        }
      }
      if (!stopping.signal.aborted) cancelTimer = clock.after(Math.min(longestPauseMs, pauseMs), wake);
    }
    isLooking = false;
  }

  /** Starts what is due and there is room for; returns when to look again. */
  async function takeWork(): Promise<number> {
    if (clock.now() >= sweepAtMs) await sweep();
    for (;;) {
      if (suspect !== undefined && underWay.size === 0) beginSuspect();
      if (suspect !== undefined || stopping.signal.aborted) return longestPauseMs;
      const plan = planClaim(senders, organisations, mostUnderWay - underWay.size);
      const { limit, perOrganisation, exceptOrganisations, waitMs } = plan;
      if (limit === 0) return waitMs;
      const owner = leases.owner();
      const claims = await claim({ owner, leaseMs, limit, perOrganisation, exceptOrganisations });
      if (claims.length > 0) {
        looksInVain = 0;
        observer.claimed?.(claims.length);
        share(claims, owner);
        if (suspect !== undefined) continue;
      }
      if (claims.length < limit && !isAnyFull(claims, perOrganisation)) {
        return await untilDue(claims.length, exceptOrganisations, waitMs);
      }
    }
  }

  /** Claims. What a claim whose answer is lost has leased is nobody's: renewed no more, it is due again when that ends. */
  async function claim(request: Parameters<DeliveryStore["claim"]>[0]): Promise<Claim[]> {
    try {
      return await store.claim(request);
    } catch (error) {
      leases.abandon();
      throw error;
    }
  }

  async function untilDue(claimed: number, exceptOrganisations: readonly string[], waitMs: number): Promise<number> {
    const dueInMs = (await store.nextDueInMs({ exceptOrganisations })) ?? Number.POSITIVE_INFINITY;
    if (dueInMs > 0) return Math.min(dueInMs, waitMs);
    // Due, and yet it could not be claimed: a lease ended, or another relay was faster.
    if (claimed === 0) looksInVain += 1;
    sweepAtMs = Math.min(sweepAtMs, sweptAtMs + idleMs.most);
    const pauseMs = Math.min(idleMs.most, idleMs.least * 2 ** Math.min(looksInVain, 10));
    return Math.max(idleMs.least, Math.min(pauseMs, sweepAtMs - clock.now()));
  }

  async function sweep(): Promise<void> {
    const ids = await store.sweep({ horizonMs, issues: [unknownOutcomeIssue] });
    sweptAtMs = clock.now();
    sweepAtMs = sweptAtMs + sweepEveryMs;
    for (const id of ids) log.error({ id, state: "unknown" }, "delivery broke off");
    if (ids.length > 0) observer.swept?.(ids.length);
  }

  /** Begins the claims. Of those that may end the process one is kept and the others are given back. */
  function share(claims: readonly Claim[], owner: string): void {
    const suspects = claims.filter(({ claimsInARow }) => claimsInARow >= suspectFrom);
    const [worst, ...others] = suspects.toSorted((one, other) => other.claimsInARow - one.claimsInARow);
    if (worst !== undefined) suspect = { claim: worst, owner, letGo: leases.hold(owner) };
    for (const claim of claims) if (claim.claimsInARow < suspectFrom) void begin(claim, owner);
    for (const { recordId, fence } of others) {
      track(
        recordId,
        owner,
        stored(recordId, () => store.release({ recordId, fence, delayMs: 0 })),
      );
    }
  }

  function begin(claim: Claim, owner: string): Promise<void> {
    organisations.add(claim.organisation);
    const delivery = deliver(claim, senders.senderOf(claim.organisation), deliverOptions);
    track(claim.recordId, owner, delivery);
    return delivery;
  }

  function beginSuspect(): void {
    if (suspect === undefined || isSuspectUnderWay) return;
    isSuspectUnderWay = true;
    const { claim, owner, letGo } = suspect;
    const end = () => {
      suspect = undefined;
      isSuspectUnderWay = false;
    };
    begin(claim, owner).then(end, end);
    letGo();
  }

  /** Keeps the lease of what is under way, and lets it run out if that ended without a word to the store. */
  function track(recordId: string, owner: string, work: Promise<unknown>): void {
    const release = leases.hold(owner);
    const tracked = work
      .catch((error: unknown) => {
        leases.abandon();
        log.error({ id: recordId, ...errorFields(error) }, "delivery not recorded");
      })
      .then(() => {
        release();
        underWay.delete(tracked);
        wake();
      });
    underWay.add(tracked);
  }

  function stored(recordId: string, write: () => Promise<boolean>): Promise<boolean> {
    return untilStored(write, { recordId, log, clock, ending: ending.signal });
  }

  async function stop(limitMs: number): Promise<void> {
    stopping.abort();
    cancelTimer();
    const cancelEnd = clock.after(limitMs, () => ending.abort());
    await looked;
    // What waited for its turn is given back, since nothing may leave any more.
    beginSuspect();
    await Promise.all(underWay);
    cancelEnd();
  }

  return {
    start: wake,
    wake,
    stop: (limitMs) => {
      stopped ??= stop(limitMs);
      return stopped;
    },
  };
}

/** Whether there may be more of an organisation than was given. */
function isAnyFull(claims: readonly Claim[], perOrganisation: number): boolean {
  const counts = new Map<string, number>();
  for (const { organisation } of claims) {
    const count = (counts.get(organisation) ?? 0) + 1;
    if (count >= perOrganisation) return true;
    counts.set(organisation, count);
  }
  return false;
}
