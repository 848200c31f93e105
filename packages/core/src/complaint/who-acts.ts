/** Whose turn it is with a complaint. */
import type { DB } from '@tradepost/db';
import { listManagersOf, listOwners } from '@tradepost/db/queries/departments';
import type { Kysely } from 'kysely';
import type { ComplaintState } from '@tradepost/contract';

export interface Turn {
  readonly state: ComplaintState;
  /** The customer's salesperson. */
  readonly owner_id: number | null;
  readonly assignee_id: number | null;
  readonly acted_by: number | null;
}

/**
 * Opened: the salesperson gives it to somebody; assigned: who acts; corrected: another one than who acted verifies;
 * verified: the salesperson closes it. Where that is nobody who works here, who leads.
 * @returns null: nobody; it is over, or the company has no one.
 */
export async function whoseTurn(db: Kysely<DB>, turn: Turn): Promise<number | null> {
  const { state, owner_id: owner, assignee_id: assignee, acted_by: actor } = turn;
  if (state === 'closed' || state === 'withdrawn') return null;
  const wanted = {
    opened: [owner],
    assigned: [assignee, owner],
    corrected: owner === actor ? [] : [owner],
    verified: [owner, assignee],
  }[state];
  for (const userId of wanted) if (userId !== null && (await isActive(db, userId))) return userId;
  const leaders = await leadersOf(db, actor ?? owner ?? assignee);
  return leaders.find((userId) => state !== 'corrected' || userId !== actor) ?? leaders[0] ?? null;
}

/** The managers of a person, else the company's owners. */
export async function leadersOf(db: Kysely<DB>, userId: number | null): Promise<number[]> {
  const managers = await listManagersOf(db, userId ?? 0);
  return managers.length > 0 ? managers : listOwners(db);
}

async function isActive(db: Kysely<DB>, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('app_user')
    .select('id')
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .where('role', '<>', 'reader')
    .executeTakeFirst();
  return row !== undefined;
}
