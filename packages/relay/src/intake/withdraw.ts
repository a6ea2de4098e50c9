import type { TakeResult } from "../store/record-store.ts";
import { fingerprint } from "./fingerprint.ts";
import { type IntakeOptions, takeOperation } from "./take-operation.ts";

/** Key of a withdrawal that came without one: a record is withdrawn once. */
export const withdrawKey = "withdraw";

/** Who takes back which record. */
export interface WithdrawRequest {
  readonly recordId: string;
  readonly organisation: string;
  readonly actor: string;
  /** Default: {@link withdrawKey}. */
  readonly key?: string;
  readonly expectedRevision?: number | undefined;
}

/** Takes a record back: at LFPSE too, once what was sent before is there. */
export function withdraw(
  { key = withdrawKey, ...asked }: WithdrawRequest,
  options: IntakeOptions,
): Promise<TakeResult> {
  return takeOperation(
    { ...asked, key, kind: "withdraw", fingerprint: fingerprint("withdraw"), body: "", isYellowCardMissing: false },
    options,
  );
}
