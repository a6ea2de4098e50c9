import { describe } from "vitest";
import { describeAccess } from "./store-conformance/access.ts";
import { describeAuditing } from "./store-conformance/audit.ts";
import { describeDeciding } from "./store-conformance/decide.ts";
import { describeDelivering } from "./store-conformance/deliver.ts";
import { describeListing } from "./store-conformance/list.ts";
import { describeAnySequence } from "./store-conformance/model.ts";
import { describeRetaining } from "./store-conformance/retain.ts";
import type { MakeStore } from "./store-conformance/store-under-test.ts";
import { describeSweeping } from "./store-conformance/sweep.ts";
import { describeTaking } from "./store-conformance/take.ts";
import { describeMoving } from "./store-conformance/transfer.ts";
import { describeWithdrawing } from "./store-conformance/withdraw.ts";

/**
 * The promises that every `Store` keeps. Call it in a test file with a way to make an empty store.
 *
 * @param options - `sequences`: random sequences of calls to compare with a model. Default: 150.
 */
export function describeStore(name: string, make: MakeStore, options: { readonly sequences?: number } = {}): void {
  describe(name, () => {
    describeTaking(make);
    describeDelivering(make);
    describeSweeping(make);
    describeWithdrawing(make);
    describeDeciding(make);
    describeListing(make);
    describeRetaining(make);
    describeAuditing(make);
    describeAccess(make);
    describeMoving(make);
    describeAnySequence(make, options.sequences ?? 150);
  });
}
