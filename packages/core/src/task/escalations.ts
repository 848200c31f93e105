/** When others are told of a task that is late: moments, worked out when it is raised or moved. */
import type { FollowUpPolicy } from '@tradepost/contract';
import type { DB, Grade } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { dayIn } from '../calendar/days.ts';
import { startOfDay } from '../calendar/wall-time.ts';
import { addWorkingDays, addWorkingTime, type WorkingTime } from '../calendar/working-time.ts';
import { loadPolicy } from '../follow-up/policy.ts';
import type { Escalations } from './raise-task.ts';

/** What is due later is late to nobody: its moments might lie in a year of five digits, which no column takes. */
const LAST_DAY = '9998-12-31';

export interface LateRules {
  readonly late: FollowUpPolicy['late'];
  readonly calendar: WorkingTime;
  /** The company's day now. */
  readonly today: string;
}

export async function loadLateRules(db: Kysely<DB>, now: Date): Promise<LateRules> {
  const [{ late }, calendar] = [await loadPolicy(db), await loadCompanyCalendar(db)];
  return { late, calendar, today: dayIn(calendar.timeZone, now) };
}

/**
 * Of what is due on a day: the leader and the owner, so many working days after it, when work begins. The assignee has
 * it on his list every morning and is told by that. It is late from the day it is due, but never from before today:
 * nobody could know of it.
 */
export function lateMoments(
  { late, calendar, today }: LateRules,
  dueOn: string,
  grade: Grade | null,
): Escalations {
  if (dueOn > LAST_DAY) return [null, null, null];
  const from = dueOn > today ? dueOn : today;
  const after = (days: number | null) =>
    days === null ? null : startOfWork(addWorkingDays(from, days, calendar), calendar);
  return [null, after(late.leader[grade ?? 'none']), after(late.owner[grade ?? 'none'])];
}

/** When people begin on a day. Where nobody ever works, at some time of it. */
function startOfWork(day: string, calendar: WorkingTime): Date {
  const second = addWorkingTime(startOfDay(calendar.timeZone, day), 1, calendar);
  return new Date(second.getTime() - 1000);
}
