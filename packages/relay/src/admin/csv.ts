/**
 * Returns one line of a CSV file, every cell in quotes. What a spreadsheet would take for a formula begins with an
 * apostrophe, and a cell stays on its line.
 *
 * @see RFC 4180
 * @see OWASP, "CSV Injection"
 */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map((cell) => quoted(cell === undefined ? "" : String(cell))).join(",")}\r\n`;
}

function quoted(text: string): string {
  const oneLine = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
  const isFormula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(oneLine);
  return `"${isFormula ? "'" : ""}${oneLine.replaceAll('"', '""')}"`;
}
