/**
 * Returns what may be logged of an error: its name, its code and where it was thrown. The message stays out, since
 * others' messages can repeat what was sent.
 */
export function errorFields(error: unknown): {
  readonly errorName: string;
  readonly errorCode?: string;
  readonly at?: string;
} {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const at = error.stack?.split("\n").find((line) => /^\s+at /.test(line));
  return {
    errorName: error.name,
    ...("code" in error && typeof error.code === "string" ? { errorCode: error.code } : {}),
    ...(at === undefined ? {} : { at: at.trim() }),
  };
}
