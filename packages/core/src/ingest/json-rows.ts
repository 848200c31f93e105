/** Many rows as one JSON parameter: no limit of 65,535 parameters, and the server parses it in C. */
import { type RawBuilder, sql } from 'kysely';

/**
 * `json_to_recordset` over the rows.
 * @param columns name → Postgres type; keys of the rows are the names.
 */
export function jsonRows(
  rows: readonly object[],
  columns: Readonly<Record<string, string>>,
): RawBuilder<unknown> {
  const list = Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as r(${sql.join(list)})`;
}

/** bytea in its text form, which JSON can carry. */
export const hexBytes = (hex: string) => `\\x${hex}`;
