/**
 * A cell of CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV
 * Injection): names and notes come from strangers' mails and cards.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n;\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
