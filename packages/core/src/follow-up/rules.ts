/** What the company has decided of following up: intervals, its calendar, where its days begin. */
import type { ContactDays } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { loadFollowUpFacts } from '@tradepost/db/queries/follow-up';
import type { Kysely } from 'kysely';
import type { WorkCalendar } from '../calendar/working-day.ts';
import { DEFAULT_CONTACT_DAYS } from './next-date.ts';

/** Where the company is, unless it says otherwise. */
export const DEFAULT_CALENDAR = { country: 'CN', timeZone: 'Asia/Shanghai' } as const;
/** Monday to Friday are worked where no calendar of the country is known. */
const COMMON_WEEKEND = [6, 7];

export interface FollowUpRules {
  readonly days: ContactDays;
  readonly home: { readonly country: string; readonly timeZone: string };
  readonly calendar: WorkCalendar;
}

export async function loadFollowUpRules(db: Kysely<DB>): Promise<FollowUpRules> {
  const { settings, calendar, weekend, days } = await loadFollowUpFacts(db, DEFAULT_CALENDAR.country);
  const of = (wanted: (one: (typeof days)[number]) => boolean) => days.filter(wanted).map(({ day }) => day);
  const set = (settings as { contactDays?: Partial<ContactDays> } | null)?.contactDays;
  return {
    days: { ...DEFAULT_CONTACT_DAYS, ...set },
    home: { ...DEFAULT_CALENDAR, ...calendar },
    calendar: {
      weekend: new Set(weekend ?? COMMON_WEEKEND),
      holidays: new Set(of(({ kind, yearly }) => kind === 'holiday' && !yearly)),
      yearly: new Set(of(({ yearly }) => yearly).map((day) => day.slice(5))),
      makeups: new Set(of(({ kind }) => kind === 'makeup')),
    },
  };
}
