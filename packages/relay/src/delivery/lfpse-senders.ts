import { type Clock, createLfpseClient, type LfpseClient } from "@digital-factors/client/lfpse";
import type { LfpseProfile } from "@digital-factors/core";
import { monotonicClock } from "./delivery-clock.ts";
import type { DeliveryObserver } from "./delivery-observer.ts";
import { createLfpseBreaker } from "./lfpse-breaker.ts";
import { narrower, type Room } from "./room.ts";
import { burstOf, createTokenBucket } from "./token-bucket.ts";

/** What a delivery showed of LFPSE. */
export interface LfpseCondition {
  /** Whether a request left at all. */
  readonly isAsked: boolean;
  /** Whether anything answered. Absent: not known. */
  readonly isReached?: boolean;
  /** Whether it works for this organisation: it answered, be it with a refusal of the content. Absent: not known. */
  readonly isWorking?: boolean;
  /** Milliseconds for which it asked for no further requests; 0 if it did not. */
  readonly retryAfterMs: number;
}

/** The way to LFPSE of one organisation: its key, its pace, and whether LFPSE works for it. */
export interface LfpseSender {
  /** Absent: there is no key for this organisation. */
  readonly client: Pick<LfpseClient, "create" | "update" | "delete"> | undefined;
  readonly room: () => Room;
  /** Whether LFPSE is held off now, because it does not work for this organisation. */
  readonly isPaused: () => boolean;
  /** How often LFPSE was found to work for this organisation. */
  readonly timesWorked: () => number;
  /** Counts a delivery as under way, until the function it returns is told what it showed. Only its first call counts. */
  readonly enter: () => (condition: LfpseCondition) => void;
}

/** The way to LFPSE of every organisation. */
export interface LfpseSenders {
  readonly senderOf: (organisation: string) => LfpseSender;
  /** For all organisations together: LFPSE that nobody can reach is tried with one request at a time. */
  readonly room: () => Room;
  /** Least room that an organisation has of which nothing is under way. */
  readonly newcomerRoom: number;
  /** Tells of each organisation that was asked for whether LFPSE is held off: for it, or since nobody reaches LFPSE. */
  readonly condition: () => readonly { readonly organisation: string; readonly isPaused: boolean }[];
}

/** What one organisation has of its own. */
export interface OrganisationLfpse {
  /** Absent: the key for all. */
  readonly lfpseSubscriptionKey?: string | undefined;
  /** Absent: the rate for all. */
  readonly lfpseRatePerMinute?: number | undefined;
}

/** How {@link createLfpseSenders} reaches LFPSE. */
export interface LfpseSendersOptions {
  readonly baseUrl: string;
  /** Longest wait for one answer. */
  readonly timeoutMs: number;
  readonly profile: LfpseProfile;
  /** Key of organisations that have none of their own. Absent: their records wait. */
  readonly subscriptionKey?: string | undefined;
  /** By ODS code. */
  readonly organisations?: Readonly<Record<string, OrganisationLfpse>>;
  /** Most requests a minute, of each organisation. Default: 600. */
  readonly ratePerMinute?: number;
  /** Most requests under way at once, of each organisation. Default: 4. */
  readonly concurrency?: number;
  readonly observer?: DeliveryObserver;
  /** Source of the jitter, 0 up to 1. Default: `Math.random`. */
  readonly random?: () => number;
  /** Default: a monotonic one. */
  readonly clock?: Clock;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Answers that failed to come, of all organisations in a row, before LFPSE counts as out of reach for everyone. */
const unreachedToOpen = 3;

/**
 * Returns the way to LFPSE of every organisation. Each has its own client, rate, concurrency and breaker, so that one whose
 * key is refused, or who is asked to slow down, holds up no other.
 *
 * @throws {TypeError} when a sender is first asked for, if its key is no header value.
 * @throws {RangeError} if a rate is not above 0.
 */
export function createLfpseSenders(options: LfpseSendersOptions): LfpseSenders {
  const { organisations = {}, ratePerMinute = 600, concurrency = 4, observer, random = Math.random } = options;
  const { now } = options.clock ?? monotonicClock;
  const senders = new Map<string, LfpseSender>();
  const reach = createLfpseBreaker({
    failuresToOpen: unreachedToOpen,
    now,
    random,
    onChange: (isHolding) => observer?.reachChanged?.({ isReached: !isHolding }),
  });

  function createSender(organisation: string): LfpseSender {
    const own = Object.hasOwn(organisations, organisation) ? organisations[organisation] : undefined;
    const subscriptionKey = own?.lfpseSubscriptionKey ?? options.subscriptionKey;
    const bucket = createTokenBucket(own?.lfpseRatePerMinute ?? ratePerMinute, now);
    const breaker = createLfpseBreaker({
      failuresToOpen: 1,
      now,
      random,
      onChange: (isHolding) => observer?.breakerChanged?.({ organisation, isOpen: isHolding }),
    });
    let underWay = 0;
    let timesWorked = 0;
    return {
      client: subscriptionKey === undefined ? undefined : clientWith(subscriptionKey, options),
      isPaused: () => breaker.room().free === 0,
      timesWorked: () => timesWorked,
      room: () => {
        const places = { free: Math.max(0, concurrency - underWay), waitMs: Number.POSITIVE_INFINITY };
        return narrower(narrower(breaker.room(), bucket.room()), places);
      },
      enter: () => {
        underWay += 1;
        bucket.take();
        const leaveBreaker = breaker.enter();
        const leaveReach = reach.enter();
        let isUnderWay = true;
        return ({ isAsked, isReached, isWorking, retryAfterMs }) => {
          if (!isUnderWay) return;
          isUnderWay = false;
          underWay -= 1;
          if (!isAsked) bucket.giveBack();
          if (isWorking === true) timesWorked += 1;
          leaveBreaker({ isWorking, retryAfterMs });
          leaveReach({ isWorking: isReached, retryAfterMs: 0 });
        };
      },
    };
  }

  return {
    senderOf: (organisation) => {
      const known = senders.get(organisation);
      if (known !== undefined) return known;
      const sender = createSender(organisation);
      senders.set(organisation, sender);
      return sender;
    },
    room: reach.room,
    condition: () =>
      [...senders].map(([organisation, { isPaused }]) => ({
        organisation,
        isPaused: isPaused() || reach.room().free === 0,
      })),
    newcomerRoom: Math.min(
      concurrency,
      ...[ratePerMinute, ...Object.values(organisations).map((own) => own.lfpseRatePerMinute ?? ratePerMinute)].map(
        burstOf,
      ),
    ),
  };
}

function clientWith(
  subscriptionKey: string,
  { baseUrl, timeoutMs, profile, fetch }: LfpseSendersOptions,
): LfpseSender["client"] {
  return createLfpseClient({
    baseUrl,
    subscriptionKey,
    version: profile.version,
    canonicalBase: profile.canonicalBase,
    timeoutMs,
    deadlineMs: timeoutMs,
    // The worker tries again and paces itself.
    maxAttempts: 1,
    circuitBreaker: false,
    ...(fetch === undefined ? {} : { fetch }),
  });
}
