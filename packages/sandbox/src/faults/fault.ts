import { type Parsed, problem } from "../settings/parsed.ts";

/** Every fault the sandbox can make, by the name it is asked for: what happens, and whether the request is carried out. */
export const faultDefinitions = {
  "drop-request": { about: "the connection is cut", isStored: false },
  "drop-response": { about: "the connection is cut without an answer", isStored: true },
  reset: { about: "the connection is reset (TCP RST)", isStored: false },
  "black-hole": { about: "nothing ever comes back; the connection stays open", isStored: false },
  "half-body": { about: "the answer breaks off in the middle", isStored: true },
  "slow-body": { about: "the answer comes at `bytesPerSecond` (default 1)", isStored: true },
  slow: { about: "answered after `delayMs` (default 1,000)", isStored: true },
  "401": { about: "that status, gateway style", isStored: false },
  "403": { about: "that status, gateway style", isStored: false },
  "408": { about: "that status, gateway style", isStored: false },
  "429": { about: "that status, gateway style, with `Retry-After` (default 1 s)", isStored: false },
  "500": { about: "that status, gateway style", isStored: false },
  "502": { about: "that status, gateway style", isStored: false },
  "503": { about: "that status, gateway style, with `Retry-After` if asked", isStored: false },
  "504": { about: "that status, gateway style", isStored: true },
  "outcome-at-2xx": { about: "200 with an `OperationOutcome` in place of the event", isStored: true },
  "many-issues": { about: "400 with an `OperationOutcome` of `issueCount` issues (default 1,000)", isStored: false },
  "html-at-2xx": { about: "200 with a page of HTML, as a captive portal sends", isStored: false },
  redirect: {
    about: "`status` (default 302) to `location` (default: this sandbox by another host name)",
    isStored: false,
  },
  "large-body": { about: "the answer is `bytes` long (default 10,000,000), padded with white space", isStored: true },
  "wrong-content-type": { about: "the right answer as `text/plain`", isStored: true },
  "malformed-json": { about: "the answer is whole and is not JSON", isStored: true },
  "event-without-id": { about: "the answer is the event without its `id`", isStored: true },
} as const;

/** Every fault the sandbox can make, by the name it is asked for. */
export const faultNames = Object.keys(faultDefinitions).filter(isFaultName);

/**
 * Name of a fault. A number is that status. What each does is in the README.
 *
 * @example
 * const name: FaultName = "drop-response";
 */
export type FaultName = keyof typeof faultDefinitions;

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
  /** Speed of `slow-body`, 1 to 1,000,000. Default 1. */
  readonly bytesPerSecond?: number;
  /** Length of `large-body`, 1 to 100,000,000. Default 10,000,000. */
  readonly bytes?: number;
  /** Issues of `many-issues`, 1 to 100,000. Default 1,000. */
  readonly issueCount?: number;
  /** Status of `redirect`: 301, 302, 303, 307 or 308. Default 302. */
  readonly status?: number;
  /** Where `redirect` leads: an absolute http or https address. Default: this sandbox by another name of this machine. */
  readonly location?: string;
  /**
   * Whether the request is carried out before the fault. Which of the two LFPSE does is not known. Default: as the README
   * says for each. Without effect where the fault is in how the right answer arrives, such as `half-body`.
   */
  readonly isStored?: boolean;
}

const limits = {
  times: [1, 10_000],
  retryAfterSeconds: [0, 86_400],
  delayMs: [0, 600_000],
  bytesPerSecond: [1, 1_000_000],
  bytes: [1, 100_000_000],
  issueCount: [1, 100_000],
  status: [301, 308],
} as const;
const redirectStatuses: readonly unknown[] = [301, 302, 303, 307, 308];
const fieldNames = [...Object.keys(limits), "location", "isStored"];

/** Returns the fault in `input`, or in words what is wrong with it. Never throws. */
export function parseFault(input: unknown): Parsed<Fault> {
  if (typeof input !== "object" || input === null) return problem("Send an object with a fault.");
  const fields: Readonly<Record<string, unknown>> = { ...input };
  const fault = faultNames.find((name) => name === fields.fault);
  if (fault === undefined) return problem(`fault must be one of: ${faultNames.join(", ")}.`);
  const unknown = Object.keys(fields).filter((key) => key !== "fault" && !fieldNames.includes(key));
  if (unknown.length > 0) return problem(`Only fault, ${fieldNames.join(", ")} are known here.`);
  for (const [name, [least, most]] of Object.entries(limits)) {
    const value = fields[name];
    if (value === undefined) continue;
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
      return problem(`${name} must be an integer from ${least} to ${most}.`);
    }
  }
  if (fields.status !== undefined && !redirectStatuses.includes(fields.status)) {
    return problem(`status must be one of: ${redirectStatuses.join(", ")}.`);
  }
  if (fields.location !== undefined && !isHttpAddress(fields.location)) {
    return problem("location must be an absolute http or https address.");
  }
  if (fields.isStored !== undefined && typeof fields.isStored !== "boolean") {
    return problem("isStored must be a boolean.");
  }
  return { ok: true, value: { ...fields, fault } };
}

/**
 * Returns the fault that a `Sandbox-Fault` header or `--fault` asks for: its name, then settings, such as
 * `429; retryAfterSeconds=2`.
 */
export function parseFaultHeader(header: string): Parsed<Fault> {
  const [fault, ...settings] = header.split(";").map((part) => part.trim());
  const fields = settings.map((setting): [string, unknown] => {
    const at = setting.indexOf("=");
    const name = (at < 0 ? setting : setting.slice(0, at)).trim();
    const value = at < 0 ? "" : setting.slice(at + 1).trim();
    if (name === "location") return [name, value];
    if (value === "true" || value === "false") return [name, value === "true"];
    return [name, value === "" ? Number.NaN : Number(value)];
  });
  return parseFault({ ...Object.fromEntries(fields), fault });
}

function isHttpAddress(value: unknown): boolean {
  // A line break would end the header it goes into.
  return typeof value === "string" && /^https?:\/\/[\x21-\x7e]+$/.test(value) && URL.canParse(value);
}

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultDefinitions, name);
}
