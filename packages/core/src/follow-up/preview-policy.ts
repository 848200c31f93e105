/** What another policy would make due tomorrow, beside what is due by then as it is. */
import type { FollowUpPolicy, PolicyPreview } from '@tradepost/contract';
import type { DB, Grade } from '@tradepost/db';
import { countChecks, countDue, type DueCount } from '@tradepost/db/queries/follow-up-policy';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import { addDays, dayIn } from '../calendar/days.ts';
import { startOfDay } from '../calendar/wall-time.ts';
import { addWorkingDays } from '../calendar/working-time.ts';
import { isWorkingDay } from '../calendar/working-day.ts';
import { loadFollowUpRules } from './rules.ts';

/** Salespeople who are listed. */
const MOST_LISTED = 50;

/**
 * Exact, also for a million customers: nothing is rolled over days off one by one. Terms of answers and of what is late
 * raise nothing; they tell others of what is there.
 */
export async function previewPolicy(
  db: Kysely<DB>,
  scope: Scope,
  policy: FollowUpPolicy,
  now: Date,
): Promise<PolicyPreview> {
  const { home, calendar } = await loadFollowUpRules(db);
  const tomorrow = addDays(dayIn(home.timeZone, now), 1);
  // A day that is rolled forward is due by tomorrow only if it is not after the last working day by then.
  const last = isWorkingDay(tomorrow, calendar) ? tomorrow : addWorkingDays(tomorrow, -1, calendar);
  const before = (grade: Grade | 'none') =>
    startOfDay(home.timeZone, addDays(last, 1 - policy.contactDays[grade]));
  const rows = await countDue(db, scope, tomorrow, {
    A: before('A'),
    B: before('B'),
    C: before('C'),
    D: before('D'),
    none: before('none'),
  });
  const newCustomers = await countChecks(db, scope, last, {
    days: policy.newCustomerDays,
    timeZone: home.timeZone,
  });
  const people = [...Map.groupBy(rows, ({ assignee_id }) => assignee_id).values()]
    .map((of) => ({
      userId: (of[0] as DueCount).assignee_id,
      userName: (of[0] as DueCount).assignee_name,
      ...sum(of),
    }))
    .sort(
      (a, b) =>
        Math.abs(b.after - b.now) - Math.abs(a.after - a.now) || b.after - a.after || a.userId - b.userId,
    );
  const grades = [...Map.groupBy(rows, ({ grade }) => grade).entries()].map(([grade, of]) => ({
    grade,
    ...sum(of),
  }));
  return {
    on: tomorrow,
    ...sum(rows),
    byGrade: grades.sort((a, b) => (a.grade ?? 'Z').localeCompare(b.grade ?? 'Z')),
    bySalesperson: people.slice(0, MOST_LISTED),
    more: Math.max(0, people.length - MOST_LISTED),
    newCustomers,
  };
}

const sum = (rows: readonly DueCount[]) => ({
  now: rows.reduce((all, row) => all + row.now, 0),
  after: rows.reduce((all, row) => all + row.after, 0),
});
