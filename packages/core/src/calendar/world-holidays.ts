/**
 * Days off of the countries of the world, by the package date-holidays (code: ISC; data: CC BY-SA 3.0, from Wikipedia).
 * It is loaded when it is asked: half a second, some 40 MB. Why it, and what it lacks: docs/decisions.
 */
import type { DayProposals } from '@tradepost/contract';
import { chineseName, englishName } from './holiday-names.ts';

export interface WorldDay {
  readonly day: string;
  readonly nameEn: string;
  readonly nameZh: string;
}

export interface WorldDays {
  readonly lacks: DayProposals['lacks'];
  /** In order, each day once. */
  readonly days: readonly WorldDay[];
}

/** Where the government orders each year which days are off and which weekends are worked for them. */
const ORDERED_EACH_YEAR: ReadonlySet<string> = new Set(['CN']);
/** Months of the Islamic calendar, as the package writes its rules. */
const BY_SIGHTING = /Muharram|Safar|Rabi|Jumada|Rajab|Shaban|Ramadan|Shawwal|Dhu al/i;
const MOST_NAME = 100;

export async function worldDays(country: string, year: number): Promise<WorldDays> {
  if (ORDERED_EACH_YEAR.has(country)) return { lacks: ['moved-days'], days: [] };
  const { default: Holidays } = await import('date-holidays');
  const world = new Holidays(country);
  // Whole days for all: a bank's, a school's or half a day off stops nobody's answer.
  const off = (world.getHolidays(year, 'en') ?? []).filter(
    ({ type, date }) => type === 'public' && date.includes(' 00:00:00'),
  );
  if (off.length === 0) return { lacks: ['unknown'], days: [] };
  const byDay = new Map<string, WorldDay>();
  for (const one of off)
    for (const day of daysOf(one)) {
      if (!day.startsWith(String(year))) continue;
      const name = englishName(one.name.trim());
      const fresh = { day, nameEn: cut(name), nameZh: cut(chineseName(name)) };
      const known = byDay.get(day);
      byDay.set(day, known === undefined ? fresh : join(known, fresh));
    }
  const lacks: DayProposals['lacks'] = [];
  if (off.some(({ rule }) => BY_SIGHTING.test(rule))) lacks.push('sighting');
  if (Object.keys(world.getStates(country) ?? {}).length > 0) lacks.push('regional');
  return { lacks, days: [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1)) };
}

const cut = (name: string) => name.trim().slice(0, MOST_NAME);
const join = (a: WorldDay, b: WorldDay): WorldDay =>
  a.nameEn === b.nameEn
    ? a
    : { day: a.day, nameEn: cut(`${a.nameEn} / ${b.nameEn}`), nameZh: cut(`${a.nameZh} / ${b.nameZh}`) };

/** The days from its first one on. */
function daysOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
  return Array.from({ length: count }, (_, i) => new Date(first + i * 86_400_000).toISOString().slice(0, 10));
}
