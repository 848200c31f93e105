/** The clock of a mail that waits: when who is told, by the company's terms and its calendar. */
import type { AnswerTerms } from '@tradepost/contract';
import { addWorkingTime, wholeDays, type WorkingTime } from '../calendar/working-time.ts';
import type { Escalations } from '../task/raise-task.ts';

export interface AnswerMoments {
  readonly escalatesAt: Escalations;
  /** From when on it is late; null: the terms know no such moment. */
  readonly lateAt: Date | null;
}

/** @param since of the oldest mail that waits. */
export function answerMoments(since: Date, terms: AnswerTerms, calendar: WorkingTime): AnswerMoments {
  const clock = terms.clock === 'working-hours' ? calendar : wholeDaysOf(calendar);
  const after = (minutes: number | null, by: WorkingTime) =>
    minutes === null ? null : addWorkingTime(since, minutes * 60, by);
  const leader = after(terms.leaderMinutes, clock);
  const owner = after(terms.ownerMinutes, clock);
  return { escalatesAt: [after(terms.nudgeMinutes, calendar), leader, owner], lateAt: leader ?? owner };
}

/** One for each calendar, which remembers the days that it worked out. */
const whole = new WeakMap<WorkingTime, WorkingTime>();
function wholeDaysOf(calendar: WorkingTime): WorkingTime {
  const made = whole.get(calendar) ?? wholeDays(calendar);
  whole.set(calendar, made);
  return made;
}
