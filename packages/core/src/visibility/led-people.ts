/** People whose work a viewer looks after, as a condition of SQL beside the Scope. */
import type { Condition } from '@tradepost/db/queries/scope';
import { sql } from 'kysely';
import type { Viewer } from '../users/viewer.ts';

/** @param column of a user's id, such as `h.from_id`. */
export function ledPeople(viewer: Viewer, column: string): Condition {
  if (viewer.team === 'all') return sql`true`;
  return sql`${sql.ref(column)} = any(${[...viewer.team]}::bigint[])`;
}
