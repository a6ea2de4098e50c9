/**
 * Shows figures that a fault test measured: a line on standard output, since they are for people to read and depend on
 * the machine. The limits that hold everywhere are asserted.
 */
export function showFigures(what: string, figures: Readonly<Record<string, number | string>>): void {
  const text = Object.entries(figures)
    .map(([name, value]) => `${name} ${typeof value === "number" ? Number(value.toPrecision(4)) : value}`)
    .join(", ");
  process.stdout.write(`  ${what}: ${text}\n`);
}
