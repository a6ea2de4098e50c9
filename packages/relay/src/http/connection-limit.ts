import { readFileSync } from "node:fs";

/** Descriptors that the relay needs besides its connections: store, log, requests to LFPSE and to the database. */
const otherDescriptors = 64;

/**
 * Returns how many connections can be served: as many as wanted, or as the system lets this process open. Beyond the
 * system's limit Node would cut a connection without a word.
 *
 * @param wanted - From the settings.
 * @param limits - Text of `/proc/self/limits`. Default: that of this process; absent where there is none.
 */
export function connectionLimit(wanted: number, limits: string | undefined = limitsOfProcess()): number {
  const [, soft] = /^Max open files\s+(\d+)/m.exec(limits ?? "") ?? [];
  return soft === undefined ? wanted : Math.min(wanted, Math.max(1, Number(soft) - otherDescriptors));
}

function limitsOfProcess(): string | undefined {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    return undefined;
  }
}
