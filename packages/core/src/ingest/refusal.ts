/** Rows that Postgres refuses, whenever they are tried. */

/** Data exceptions, limits of the program, a check or a missing value. */
const ABOUT_ROWS = /^(22|54)...$|^23502$|^23514$/;

/** @returns the SQLSTATE of a refusal that is about the rows themselves, or null. */
export function refusalOf(error: unknown): string | null {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && ABOUT_ROWS.test(code) ? code : null;
}
