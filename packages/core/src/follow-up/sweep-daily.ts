/** What is raised once on a working day: records to be gone through, birthdays, and work of those who have left or see the customer no more. */
import type { FollowUpPolicy } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import {
  type BirthdayToTell,
  isSweepDayOpen,
  raiseBirthdays,
  raiseVerifications,
  takeSweepDay,
} from '@tradepost/db/queries/sweep-daily';
import type { Kysely } from 'kysely';
import { addDays } from '../calendar/days.ts';
import { LONGEST_REST_DAYS, isWorkingDay, type WorkCalendar } from '../calendar/working-day.ts';
import { passOnWorkOfLeavers } from '../task/leaver.ts';
import { passOnUnseen } from '../task/unseen.ts';
import { loadPolicy } from './policy.ts';

const KIND = 'daily';
const DAY_MS = 86_400_000;
/** After a longer pause of the product a birthday is past. */
const MOST_BELATED_DAYS = 3;

export async function sweepDaily(
  db: Kysely<DB>,
  today: string,
  now: Date,
  calendar: WorkCalendar,
): Promise<{ readonly verifications: number; readonly birthdays: number }> {
  const nothing = { verifications: 0, birthdays: 0 };
  if (!(await isSweepDayOpen(db, KIND, today))) return nothing;
  return db.transaction().execute(async (tx) => {
    const before = await takeSweepDay(tx, KIND, today);
    if (before === false) return nothing;
    const policy = await loadPolicy(tx);
    await passOnWorkOfLeavers(tx);
    await passOnUnseen(tx);
    return {
      verifications: await raiseVerifications(tx, today, policy.verifyAtOnce, cutOffs(policy, now)),
      birthdays: await raiseBirthdays(tx, today, birthdaysToTell(policy, today, before, calendar)),
    };
  });
}

function cutOffs({ verifyDays }: FollowUpPolicy, now: Date) {
  const before = (days: number | null) => (days === null ? null : new Date(now.getTime() - days * DAY_MS));
  return { A: before(verifyDays.A), other: before(verifyDays.other) };
}

/**
 * The birthdays that are to be told of today: so many days before, and on a working day, so that somebody is there.
 * @param before the day for which they were told of last; null: never.
 */
export function birthdaysToTell(
  { birthdayDaysBefore }: Pick<FollowUpPolicy, 'birthdayDaysBefore'>,
  today: string,
  before: string | null,
  calendar: WorkCalendar,
): BirthdayToTell[] {
  if (birthdayDaysBefore === null) return [];
  const found: BirthdayToTell[] = [];
  const furthest = birthdayDaysBefore + LONGEST_REST_DAYS;
  for (let days = -MOST_BELATED_DAYS; days <= furthest; days++) {
    const on = addDays(today, days);
    const tellOn = rollBack(addDays(on, -birthdayDaysBefore), calendar);
    if (tellOn > today || (before !== null && tellOn <= before)) continue;
    // Never told of before: what is past is past.
    if (before === null && on < today) continue;
    found.push({ on, months: monthsOf(on) });
  }
  return found;
}

/** The day itself, or the last working day before it. */
function rollBack(day: string, calendar: WorkCalendar): string {
  for (let days = 0; days <= LONGEST_REST_DAYS; days++) {
    const candidate = addDays(day, -days);
    if (isWorkingDay(candidate, calendar)) return candidate;
  }
  return day;
}

/** Who was born on the 29th of February has his birthday on the 28th where there is no other. */
function monthsOf(day: string): number[] {
  const own = Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
  return own === 228 && addDays(day, 1).slice(5) !== '02-29' ? [own, 229] : [own];
}
