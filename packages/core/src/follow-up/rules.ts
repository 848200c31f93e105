/** What the company has decided of following up: intervals, its calendar, where its days begin. */
import type { ContactDays, FollowUpPolicy } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { loadFollowUpFacts } from '@tradepost/db/queries/follow-up';
import type { Kysely } from 'kysely';
import { type CalendarSetting, DEFAULT_HOME, workCalendarOf } from '../calendar/company-calendar.ts';
import type { WorkCalendar } from '../calendar/working-day.ts';
import { readPolicy } from './policy.ts';

export interface FollowUpRules {
  readonly policy: FollowUpPolicy;
  readonly days: ContactDays;
  readonly home: { readonly country: string; readonly timeZone: string };
  readonly calendar: WorkCalendar;
}

export async function loadFollowUpRules(db: Kysely<DB>): Promise<FollowUpRules> {
  const { settings, calendar, weekend, days } = await loadFollowUpFacts(db, DEFAULT_HOME.country);
  const policy = readPolicy(settings as Partial<FollowUpPolicy> | null);
  const said = calendar as CalendarSetting | null;
  return {
    policy,
    days: policy.contactDays,
    home: {
      country: said?.country ?? DEFAULT_HOME.country,
      timeZone: said?.timeZone ?? DEFAULT_HOME.timeZone,
    },
    calendar: workCalendarOf(said, weekend, days),
  };
}
