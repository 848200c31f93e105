/** Times on the terminal are of the company's clock, and the heading above them names it. */
import { dayIn } from '@tradepost/core/calendar/days';
import { loadHome } from '@tradepost/core/calendar/company-calendar';
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';

export interface CompanyClock {
  /** Of the IANA database, such as `Asia/Shanghai`. */
  readonly timeZone: string;
  /** `2026-11-30`. */
  day(at: Date | string): string;
  /** `2026-11-30 15:04`. */
  minute(at: Date | string): string;
  /** `2026-11-30 15:04:09`. */
  second(at: Date | string): string;
}

export function clockOf(timeZone: string): CompanyClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const second = (at: Date | string) => {
    const date = new Date(at);
    return `${dayIn(timeZone, date)} ${format.format(date)}`;
  };
  return {
    timeZone,
    second,
    minute: (at) => second(at).slice(0, -3),
    day: (at) => dayIn(timeZone, new Date(at)),
  };
}

export const companyClock = async (db: Kysely<DB>): Promise<CompanyClock> =>
  clockOf((await loadHome(db)).timeZone);
