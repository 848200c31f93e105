/**
 * The day of the next contact with a customer: the one that a person has set, else the last contact and the interval
 * of the grade, on a working day of the company.
 */
import type { ContactDays } from '@tradepost/contract';
import type { Grade } from '@tradepost/db';
import { addDays } from '../calendar/days.ts';
import { rollForward, type WorkCalendar } from '../calendar/working-day.ts';

export interface NextDateInput {
  readonly grade: Grade | null;
  /** Days of the company's, `YYYY-MM-DD`. */
  readonly manual: string | null;
  readonly lastContact: string | null;
  /** Since when the present salesperson has it: where there was no contact yet. */
  readonly ownedSince: string;
}

export interface NextDate {
  readonly on: string;
  readonly manual: boolean;
}

/** A manual date holds until there was a contact on that day or later; it is not moved off a holiday. */
export function nextDate(
  { grade, manual, lastContact, ownedSince }: NextDateInput,
  days: ContactDays,
  calendar: WorkCalendar,
): NextDate {
  if (manual !== null && (lastContact === null || lastContact < manual)) return { on: manual, manual: true };
  const interval = days[grade ?? 'none'];
  return { on: rollForward(addDays(lastContact ?? ownedSince, interval), calendar), manual: false };
}
