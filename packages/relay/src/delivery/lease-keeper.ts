import { randomUUID } from "node:crypto";
import type { Clock } from "@digital-factors/client/lfpse";
import type { Logger } from "pino";
import { errorFields } from "../error-fields.ts";
import type { DeliveryStore } from "../store/delivery-store.ts";

/** Keeps the leases of what a relay has under way, and of nothing else. */
export interface LeaseKeeper {
  /** Returns the owner to claim for now. */
  readonly owner: () => string;
  /** Renews the owner's leases until the function it returns was called as often as this one. */
  readonly hold: (owner: string) => () => void;
  /** Claims from now on have another owner: a lease of this one is to run out, though it holds others still. */
  readonly abandon: () => void;
}

/** How leases are kept. */
export interface LeaseKeeperOptions {
  readonly store: Pick<DeliveryStore, "renew">;
  readonly owner: string;
  readonly leaseMs: number;
  readonly renewEveryMs: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Returns a keeper that holds nothing. A renewal that fails is repeated before the lease ends. */
export function createLeaseKeeper(options: LeaseKeeperOptions): LeaseKeeper {
  const { store, leaseMs, renewEveryMs, clock, log } = options;
  const held = new Map<string, number>();
  let current = options.owner;
  let cancel: (() => void) | undefined;

  async function renew(): Promise<void> {
    let nextMs = renewEveryMs;
    for (const owner of [...held.keys()]) {
      try {
        await store.renew({ owner, leaseMs });
      } catch (error) {
        log.error(errorFields(error), "leases not renewed");
        nextMs = renewEveryMs / 5;
      }
    }
    // What was held since may have set its own.
    cancel?.();
    cancel = held.size === 0 ? undefined : clock.after(nextMs, () => void renew());
  }

  return {
    owner: () => current,
    hold: (owner) => {
      held.set(owner, (held.get(owner) ?? 0) + 1);
      cancel ??= clock.after(renewEveryMs, () => void renew());
      return () => {
        const left = (held.get(owner) ?? 1) - 1;
        if (left > 0) held.set(owner, left);
        else held.delete(owner);
        if (held.size > 0) return;
        cancel?.();
        cancel = undefined;
      };
    },
    abandon: () => {
      current = randomUUID();
    },
  };
}
