/** What another policy would make due tomorrow, beside what is due by then as it is. */
import type { FollowUpPolicy, PolicyPreview } from '@tradepost/contract';
import type { DB, Grade } from '@tradepost/db';
import {
  countByDay,
  countChecks,
  countDue,
  type DayCount,
  type DueCount,
} from '@tradepost/db/queries/follow-up-policy';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import { type CompanyCalendar, loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { addDays, dayIn } from '../calendar/days.ts';
import { startOfDay } from '../calendar/wall-time.ts';
import { addWorkingDays } from '../calendar/working-time.ts';
import { isWorkingDay, rollForward } from '../calendar/working-day.ts';
import { loadPolicy } from './policy.ts';
import { previewAnswers } from './preview-answers.ts';

/** Salespeople who are listed. */
const MOST_LISTED = 50;

export async function previewPolicy(
  db: Kysely<DB>,
  scope: Scope,
  policy: FollowUpPolicy,
  now: Date,
): Promise<PolicyPreview> {
  return previewChange(db, scope, { policy, calendar: await loadCompanyCalendar(db) }, now);
}

/**
 * With another policy, or another calendar of the company, than those in force. Exact, also for a million customers:
 * nothing is rolled over days off one by one. What is late already of follow-ups keeps its moments; mail that waits for an
 * answer gets new ones.
 */
export async function previewChange(
  db: Kysely<DB>,
  scope: Scope,
  { policy, calendar }: { readonly policy: FollowUpPolicy; readonly calendar: CompanyCalendar },
  now: Date,
): Promise<PolicyPreview> {
  const { timeZone } = calendar;
  const tomorrow = addDays(dayIn(timeZone, now), 1);
  // A day that is rolled forward is due by tomorrow only if it is not after the last working day by then.
  const last = isWorkingDay(tomorrow, calendar) ? tomorrow : addWorkingDays(tomorrow, -1, calendar);
  const before = (grade: Grade | 'none') =>
    startOfDay(timeZone, addDays(last, 1 - policy.contactDays[grade]));
  const rows = await countDue(db, scope, tomorrow, {
    A: before('A'),
    B: before('B'),
    C: before('C'),
    D: before('D'),
    none: before('none'),
  });
  const newCustomers = await countChecks(db, scope, last, {
    days: policy.newCustomerDays,
    timeZone,
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
    moved: movedDays(
      await countByDay(db, scope, timeZone),
      { policy: await loadPolicy(db), calendar: await loadCompanyCalendar(db) },
      { policy, calendar },
    ),
    answers: await previewAnswers(
      db,
      scope,
      { policy, calendar },
      startOfDay(timeZone, addDays(tomorrow, 1)),
    ),
  };
}

interface Reckoning {
  readonly policy: FollowUpPolicy;
  /** With all its days, those that are long over as well, or a date of last year would move. */
  readonly calendar: CompanyCalendar;
}

/** By one reckoning of both: what a person has moved, or a job has yet to work out, is no doing of the change. */
function movedDays(counts: readonly DayCount[], before: Reckoning, after: Reckoning): PolicyPreview['moved'] {
  const moved = { earlier: 0, later: 0 };
  const dayBy = ({ policy, calendar }: Reckoning, { since, grade }: DayCount) =>
    rollForward(addDays(since, policy.contactDays[grade ?? 'none']), calendar);
  for (const row of counts) {
    const [was, will] = [dayBy(before, row), dayBy(after, row)];
    if (will < was) moved.earlier += row.count;
    if (will > was) moved.later += row.count;
  }
  return moved;
}

const sum = (rows: readonly DueCount[]) => ({
  now: rows.reduce((all, row) => all + row.now, 0),
  after: rows.reduce((all, row) => all + row.after, 0),
});
