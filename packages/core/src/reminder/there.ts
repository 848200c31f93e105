/** What time it is at a customer's, and when his working day begins on the reader's clock. */
import type { Locale } from '@tradepost/db';
import { localZonesOf, type Placed, spanOf } from '../calendar/customer-zone.ts';
import { dayOfNumber, weekdayOf } from '../calendar/days.ts';
import { dayNumberIn, momentOf } from '../calendar/wall-time.ts';
import { countryName } from '../customers/country-name.ts';
import { timeIn } from './clock-words.ts';
import type { TaskWords } from './task-words.ts';

/** Days off of the countries that a mail is about. */
export interface CountryDays {
  readonly weekend: ReadonlySet<number>;
  /** By day; null: people work on it though it is a weekend. */
  readonly holidays: ReadonlyMap<string, { readonly en: string; readonly zh: string } | null>;
}

export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
}

/** Of a working day there, in minutes. */
const OPENS = 9 * 60;
const CLOSES = 18 * 60;

/** @returns null where nothing is known of where he is. */
export function thereWords(
  customer: Placed,
  reader: Reader,
  words: TaskWords,
  days: ReadonlyMap<string, CountryDays>,
): string | null {
  const { zones, known } = localZonesOf(customer);
  const [zone = null] = zones;
  const country = customer.country === null ? zone : countryName(customer.country, reader.locale);
  if (country === null || zone === null) return country;
  if (!known) return thereBetween(country, zones, reader, words);
  const here = timeIn(reader.timeZone, reader.now);
  const time = timeIn(zone, reader.now);
  const number = dayNumberIn(zone, reader.now.getTime());
  const opens = (day: number) => new Date(momentOf(zone, day, OPENS));
  const atWork = opens(number) <= reader.now && reader.now < new Date(momentOf(zone, number, CLOSES));
  const nine = opens(number) > reader.now ? opens(number) : opens(number + 1);
  const begins = time === here || atWork ? null : timeIn(reader.timeZone, nine);
  const said = words.there(country, time, begins);
  const off =
    customer.country === null ? null : dayOff(dayOfNumber(number), days.get(customer.country), reader, words);
  return off === null ? said : `${said}${words.separator}${words.closedThere(off)}`;
}

function thereBetween(country: string, zones: readonly string[], { now }: Reader, words: TaskWords): string {
  const [from, until] = spanOf(zones, now).map((zone) => timeIn(zone, now)) as [string, string];
  return from === until ? words.thereMostly(country, from) : words.thereBetween(country, from, until);
}

function dayOff(day: string, days: CountryDays | undefined, reader: Reader, words: TaskWords): string | null {
  if (days === undefined) return null;
  const holiday = days.holidays.get(day);
  if (holiday === null) return null;
  if (holiday !== undefined) return reader.locale === 'en' ? holiday.en : holiday.zh;
  return days.weekend.has(weekdayOf(day)) ? words.weekend : null;
}
