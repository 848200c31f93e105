import type { DB } from '@tradepost/db';
import { listDaysOfCountries } from '@tradepost/db/queries/calendar';
import type { Kysely } from 'kysely';
import { addDays } from '../calendar/days.ts';
import type { CountryDays } from './there.ts';

const COMMON_WEEKEND = [6, 7];

/** Wherever on earth, today is one of the three days around now. */
export async function loadCountryDays(
  db: Kysely<DB>,
  countries: ReadonlySet<string>,
  now: Date,
): Promise<ReadonlyMap<string, CountryDays>> {
  if (countries.size === 0) return new Map();
  const today = now.toISOString().slice(0, 10);
  const days = [-1, 0, 1].map((step) => addDays(today, step));
  const rows = await listDaysOfCountries(db, [...countries], days);
  return new Map(
    [...Map.groupBy(rows, ({ country }) => country)].map(([country, of]) => [
      country,
      {
        weekend: new Set(of[0]?.weekend ?? COMMON_WEEKEND),
        holidays: new Map(
          of.flatMap(({ day, kind, name_en: en, name_zh: zh }) =>
            day === null ? [] : [[day, kind === 'makeup' ? null : { en: en ?? '', zh: zh ?? '' }] as const],
          ),
        ),
      },
    ]),
  );
}
