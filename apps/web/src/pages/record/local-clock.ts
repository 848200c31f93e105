/** What the clocks at a customer's show. */
import type { LocalZones } from '@tradepost/contract';

export interface LocalClock {
  /** `Mon 03:10`; where its zones differ and the zone is not known `Mon 03:10–06:10`, the weekday again where it differs. */
  readonly text: string;
  /** several: the zone is one of some. most: nearly all of the country has this time. */
  readonly kind: 'known' | 'several' | 'most';
}

export const knownZone = ({ zones, known }: LocalZones): string | null => (known ? (zones[0] ?? null) : null);

/** @returns null where nothing is known of where it is. */
export function localClock({ zones, known }: LocalZones, locale: string, now: Date): LocalClock | null {
  const clocks = zones.map((timeZone) => wallOf(timeZone, locale, now));
  clocks.sort((a, b) => a.order.localeCompare(b.order));
  const [first, last] = [clocks[0], clocks.at(-1)];
  if (!first || !last) return null;
  if (known) return { text: first.whole, kind: 'known' };
  if (first.order === last.order) return { text: first.whole, kind: 'most' };
  const until = first.weekday === last.weekday ? last.time : last.whole;
  return { text: `${first.whole}–${until}`, kind: 'several' };
}

function wallOf(timeZone: string, locale: string, now: Date) {
  const format = (options: Intl.DateTimeFormatOptions, by = locale === 'en' ? 'en-GB' : locale) =>
    new Intl.DateTimeFormat(by, { timeZone, hourCycle: 'h23', ...options }).format(now);
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  return {
    whole: format({ weekday: 'short', ...clock }),
    weekday: format({ weekday: 'short' }),
    time: format(clock),
    /** Sorts as time does: 2026-11-30 03:10. */
    order: format({ dateStyle: 'short', timeStyle: 'short' }, 'sv-SE'),
  };
}
