/** Administrators are told that a year's days off are missing: what nobody entered is taken for worked. */
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { raiseNotice } from '../notices/raise-notice.ts';
import { loadCompanyCalendar } from './company-calendar.ts';
import { dayIn } from './days.ts';
import { missingYear } from './read-company.ts';

/** Once in each month in which it is so. */
export async function warnOfMissingDays(db: Kysely<DB>, now: Date = new Date()): Promise<void> {
  const calendar = await loadCompanyCalendar(db);
  const year = await missingYear(db, calendar, now);
  if (year === null) return;
  await db.transaction().execute(async (tx) => {
    const admins = await tx
      .selectFrom('app_user')
      .select('id')
      .where('role', 'in', ['owner', 'admin'])
      .where('disabled_at', 'is', null)
      .execute();
    await raiseNotice(tx, {
      userIds: admins.map(({ id }) => id),
      kind: 'calendar-missing',
      key: `${calendar.country} ${year} ${dayIn(calendar.timeZone, now).slice(0, 7)}`,
      detail: { country: calendar.country, year },
    });
  });
}
