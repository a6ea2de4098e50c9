/** How a command ends. The numbers are those of sysexits.h. */
export const exitCode = {
  done: 0,
  failed: 1,
  /** Wrong options or arguments. */
  usage: 64,
  /** Something is in use or cannot be reached now. */
  tryAgain: 75,
  /** Wrong settings. */
  config: 78,
} as const;

/** One of the ways a command ends. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
