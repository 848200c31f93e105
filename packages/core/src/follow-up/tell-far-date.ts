/** A date that a salesperson sets much later than the grade's interval is his to set, and his manager's to know of. */
import type { DB } from '@tradepost/db';
import { listManagersOf } from '@tradepost/db/queries/departments';
import type { NextContactRow } from '@tradepost/db/queries/follow-up';
import type { Transaction } from 'kysely';
import { addDays, dayIn } from '../calendar/days.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import type { FollowUpRules } from './rules.ts';

/** Intervals after which it is far. */
export const FAR_INTERVALS = 2;

/** @param by who set it; a manager of the salesperson need not be told. */
export async function tellFarDate(
  tx: Transaction<DB>,
  row: NextContactRow,
  on: string,
  { days, home }: FollowUpRules,
  by: number | null,
): Promise<void> {
  if (row.owner_id === null) return;
  const since = dayIn(home.timeZone, row.last_contact_at ?? row.owned_since);
  const everyDays = days[row.grade ?? 'none'];
  if (on <= addDays(since, FAR_INTERVALS * everyDays)) return;
  const managers = await listManagersOf(tx, row.owner_id);
  if (by !== null && managers.includes(by)) return;
  const names = await tx
    .selectFrom('app_user')
    .select('name')
    .where('id', '=', by ?? row.owner_id)
    .executeTakeFirst();
  await raiseNotice(tx, {
    userIds: managers,
    kind: 'next-date-far',
    key: `${row.id}:${on}`,
    customerId: row.id,
    detail: { actorName: names?.name ?? null, day: on, everyDays, grade: row.grade },
  });
}
