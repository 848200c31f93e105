/** What time and what kind of day it is with the customer. */
import type { CountryInfo } from '@tradepost/contract';

export interface LocalDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly kind: 'working' | 'weekend' | 'holiday' | 'makeup' | 'unknown';
  /** Of the holiday, or of what is made up for. */
  readonly name: { readonly en: string; readonly zh: string } | null;
}

/** @param now for tests. */
export function localDay(timeZone: string, country: CountryInfo | undefined, now = new Date()): LocalDay {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);
  const special = country?.holidays.find((one) => one.day === day);
  if (special) return { day, kind: special.kind, name: { en: special.nameEn, zh: special.nameZh } };
  if (!country?.weekend) return { day, kind: 'unknown', name: null };
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return { day, kind: country.weekend.includes(weekday) ? 'weekend' : 'working', name: null };
}
