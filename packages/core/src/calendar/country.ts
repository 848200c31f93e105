/** What time and what kind of day it is in a country. */
import type { CountryInfo } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findWeekend, listComingDays } from '@tradepost/db/queries/calendar';
import type { Kysely } from 'kysely';
import { notFound } from '../errors.ts';
import { addDays } from './days.ts';
import { zonesOf } from './time-zones.ts';

/** How far ahead days off are told of. */
const DAYS_AHEAD = 60;

/**
 * From yesterday on: wherever on earth, today is one of these days.
 * @throws TradepostError 'not-found' for what is no country.
 */
export async function getCountry(db: Kysely<DB>, country: string, now = new Date()): Promise<CountryInfo> {
  const timeZones = zonesOf(country);
  if (timeZones.length === 0) throw notFound('The country');
  const today = now.toISOString().slice(0, 10);
  const days = await listComingDays(db, country, addDays(today, -1), addDays(today, DAYS_AHEAD));
  return {
    country,
    timeZones: [...timeZones],
    weekend: await findWeekend(db, country),
    holidays: days.map(({ day, name_en, name_zh, kind }) => ({
      day,
      nameEn: name_en,
      nameZh: name_zh,
      kind,
    })),
  };
}
