/** A value of a CSV file. */
export type CsvValue = string | number | boolean | null | undefined;

/** Columns and rows, before they are written. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvValue[])[];
}

/**
 * A table as CSV (RFC 4180): numbers with every digit, `NaN` for a number that is missing, an empty
 * field for a value that is not there.
 *
 * A text that a spreadsheet would run as a formula gets an apostrophe in front: the file may come
 * from somebody else's notebook.
 */
export function csvText({ header, rows }: CsvTable): string {
  return [header, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? withoutFormula(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !isNumber(text) ? `'${text}` : text;
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}
