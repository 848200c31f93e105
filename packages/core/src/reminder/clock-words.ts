/** Days and hours as a reader's clock and language have them. */
import type { Locale } from '@tradepost/db';
import { addDays, dayIn } from '../calendar/days.ts';

/** Zones times languages: some hundreds. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(
  locale: Locale,
  timeZone: string,
  what: 'time' | 'day' | 'dated' | 'weekday',
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${what}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const options: Intl.DateTimeFormatOptions =
    what === 'time'
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : what === 'day'
        ? { day: 'numeric', month: 'short' }
        : what === 'dated'
          ? { day: 'numeric', month: 'short', year: 'numeric' }
          : {
              weekday: locale === 'en' ? 'short' : 'long',
              day: 'numeric',
              month: locale === 'en' ? 'short' : 'long',
            };
  const made = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', { timeZone, ...options });
  formats.set(key, made);
  return made;
}

/** `15:30`. */
export const timeIn = (timeZone: string, at: Date): string => formatOf('en', timeZone, 'time').format(at);

/** `1 Dec`, `12月1日`; a day of the calendar, `YYYY-MM-DD`. */
export const shortDay = (locale: Locale, day: string): string =>
  formatOf(locale, 'UTC', 'day').format(new Date(`${day}T12:00:00Z`));

/** A day that may be far: with its year where that is not the year of today, `16 Sept 2025`. */
export const farDay = (locale: Locale, day: string, today: string): string =>
  formatOf(locale, 'UTC', day.slice(0, 4) === today.slice(0, 4) ? 'day' : 'dated').format(
    new Date(`${day}T12:00:00Z`),
  );

/** `Tue, 1 Dec`, `12月1日星期二`. */
export const longDay = (locale: Locale, day: string): string =>
  formatOf(locale, 'UTC', 'weekday').format(new Date(`${day}T12:00:00Z`));

/** A moment near now: its hour, and its day where that is not today. */
export function momentWords(locale: Locale, timeZone: string, at: Date, today: string): string {
  let [day, time] = [dayIn(timeZone, at), timeIn(timeZone, at)];
  // "Tomorrow 00:00" reads as if there were another day.
  if (time === '00:00' && day > today) [day, time] = [addDays(day, -1), '24:00'];
  if (day === today) return time;
  const zh = locale === 'zh-CN';
  if (day === addDays(today, 1)) return zh ? `明天 ${time}` : `tomorrow ${time}`;
  return `${shortDay(locale, day)} ${time}`;
}
