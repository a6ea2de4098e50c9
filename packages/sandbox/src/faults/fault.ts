/** Every fault the sandbox can make, by the name it is asked for. */
export const faultNames = [
  "drop-request",
  "drop-response",
  "401",
  "403",
  "429",
  "500",
  "503",
  "504",
  "slow",
  "outcome-at-2xx",
  "half-body",
] as const;

/**
 * Name of a fault. `drop-request`: the connection is cut and nothing is stored. `drop-response`: stored, then cut.
 * `slow`: stored, answered late. `outcome-at-2xx`: an `OperationOutcome` in place of the event. `half-body`: stored, and
 * the answer breaks off in the middle. A number: that status.
 *
 * @example
 * const name: FaultName = "drop-response";
 */
export type FaultName = (typeof faultNames)[number];

/**
 * A fault to make, and how.
 *
 * @example
 * const fault: Fault = { fault: "429", times: 2, retryAfterSeconds: 1 };
 */
export interface Fault {
  readonly fault: FaultName;
  /** How many requests it is for. Integer, 1 to 10,000; default 1. */
  readonly times?: number;
  /** `Retry-After` of 429 and 503, whole seconds, 0 to 86,400. Default: 1 for 429, none for 503. */
  readonly retryAfterSeconds?: number;
  /** Wait before the answer, in milliseconds, 0 to 600,000. Default: 1,000 for `slow`, else 0. */
  readonly delayMs?: number;
  /**
   * Whether the request is carried out before a 500, 503, 504 or `outcome-at-2xx` is answered. Which of the two LFPSE
   * does is not known. Default: false for 500 and 503, true for 504 and `outcome-at-2xx`.
   */
  readonly isStored?: boolean;
}

/** What {@link parseFault} returns: the fault, or what is wrong with it. */
export type ParsedFault =
  | { readonly ok: true; readonly value: Fault }
  | { readonly ok: false; readonly message: string };

const limits = { times: [1, 10_000], retryAfterSeconds: [0, 86_400], delayMs: [0, 600_000] } as const;

/** Returns the fault in `input`, or in words what is wrong with it. Never throws. */
export function parseFault(input: unknown): ParsedFault {
  if (typeof input !== "object" || input === null) return problem("Send an object with a fault.");
  const fields: Readonly<Record<string, unknown>> = { ...input };
  const fault = faultNames.find((name) => name === fields.fault);
  if (fault === undefined) return problem(`fault must be one of: ${faultNames.join(", ")}.`);
  const unknown = Object.keys(fields).filter((key) => key !== "fault" && key !== "isStored" && !(key in limits));
  if (unknown.length > 0) return problem("Only fault, times, retryAfterSeconds, delayMs and isStored are known here.");
  for (const [name, [least, most]] of Object.entries(limits)) {
    const value = fields[name];
    if (value === undefined) continue;
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
      return problem(`${name} must be an integer from ${least} to ${most}.`);
    }
  }
  if (fields.isStored !== undefined && typeof fields.isStored !== "boolean")
    return problem("isStored must be a boolean.");
  return { ok: true, value: { ...fields, fault } };
}

/**
 * Returns the fault that a `Sandbox-Fault` header asks for: its name, then settings, such as `429; retryAfterSeconds=2`.
 */
export function parseFaultHeader(header: string): ParsedFault {
  const [fault, ...settings] = header.split(";").map((part) => part.trim());
  const fields = settings.map((setting): [string, unknown] => {
    const [name = "", value = ""] = setting.split("=").map((part) => part.trim());
    if (value === "true" || value === "false") return [name, value === "true"];
    return [name, value === "" ? Number.NaN : Number(value)];
  });
  return parseFault({ ...Object.fromEntries(fields), fault });
}

function problem(message: string): ParsedFault {
  return { ok: false, message };
}
