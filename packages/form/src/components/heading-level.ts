const levels: readonly unknown[] = [1, 2, 3, 4, 5, 6];

/** Returns the level of a heading that fits the host's outline: 1 to 6, else 3. */
export function headingLevelFrom(attribute: unknown): number {
  const level = typeof attribute === "string" ? Number(attribute) : attribute;
  return levels.includes(level) ? (level as number) : 3;
}
