import type { Format } from '../../format/make-format.ts';

export interface DayGroup<T> {
  key: string;
  /** A time within the day. */
  at: string;
  entries: T[];
}
export interface MonthGroup<T> {
  key: string;
  /** A time within the month, for its title. */
  at: string;
  days: DayGroup<T>[];
}

/** Entries in their order, by the calendar of the person's time zone. */
export function groupByDay<T extends { occurredAt: string }>(
  entries: readonly T[],
  format: Pick<Format, 'dayKey'>,
): MonthGroup<T>[] {
  const months: MonthGroup<T>[] = [];
  for (const entry of entries) {
    const day = format.dayKey(entry.occurredAt);
    const month = day.slice(0, 7);
    let last = months.at(-1);
    if (last?.key !== month) months.push((last = { key: month, at: entry.occurredAt, days: [] }));
    const lastDay = last.days.at(-1);
    if (lastDay?.key === day) lastDay.entries.push(entry);
    else last.days.push({ key: day, at: entry.occurredAt, entries: [entry] });
  }
  return months;
}
