/** Dates and times as people write them on a card, in their own time zone. */
import { addDays, dayIn, isDay } from '../calendar/days.ts';

export interface When {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Minutes after midnight; null where only the day is given. */
  readonly minutes: number | null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/^(?:大后天)/, 3],
  [/^(?:后天)/, 2],
  [/^(?:明天|明日|tomorrow)/, 1],
  [/^(?:今天|今日|today)/, 0],
  [/^(?:昨天|昨日|yesterday)/, -1],
  [/^(?:前天)/, -2],
];
/** Day 0 of a workbook's count of days (ECMA-376 part 1, 18.17.4.1), with its leap day that never was. */
const SHEET_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
/** 1 January 1990 to 2079: no other number of a form is taken for a day. */
const SHEET_DAYS = [32_874, 65_746] as const;

/**
 * @param sent the mail's own time: what "yesterday" counts from.
 * @returns null for what is no date, or may be two: 3/4/2026.
 */
export function parseWhen(text: string, sent: Date, timeZone: string): When | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (/^\d{5}(?:\.\d{1,12})?$/.test(plain)) return fromSheet(Number(plain));
  const found = findDay(plain, sent, timeZone);
  if (found === null || !isDay(found.day)) return null;
  return { day: found.day, minutes: findTime(found.rest) };
}

function fromSheet(serial: number): When | null {
  if (serial < SHEET_DAYS[0] || serial > SHEET_DAYS[1]) return null;
  const at = new Date(SHEET_EPOCH + Math.round((serial * DAY_MS) / 60_000) * 60_000);
  const minutes = at.getUTCHours() * 60 + at.getUTCMinutes();
  return { day: at.toISOString().slice(0, 10), minutes: Number.isInteger(serial) ? null : minutes };
}

function findDay(text: string, sent: Date, timeZone: string): { day: string; rest: string } | null {
  const made = (match: RegExpExecArray, year: string, month: number, day: string) => ({
    day: `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`,
    rest: text.slice(match.index + match[0].length),
  });
  const today = dayIn(timeZone, sent);
  for (const [word, days] of RELATIVE) {
    const match = word.exec(text);
    if (match !== null) return { day: addDays(today, days), rest: text.slice(match[0].length) };
  }
  const iso = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?t?/.exec(text);
  if (iso !== null) return made(iso, iso[1] as string, Number(iso[2]), iso[3] as string);
  const chinese = /^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/.exec(text);
  if (chinese !== null) return made(chinese, today.slice(0, 4), Number(chinese[1]), chinese[2] as string);
  const month = (name: string) => MONTHS.indexOf(name.slice(0, 3)) + 1;
  const dayFirst = /(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([a-z]{3,9})[\s.,-]+(\d{4})/.exec(text);
  if (dayFirst !== null && month(dayFirst[2] as string) > 0)
    return made(dayFirst, dayFirst[3] as string, month(dayFirst[2] as string), dayFirst[1] as string);
  const monthFirst = /([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/.exec(text);
  if (monthFirst !== null && month(monthFirst[1] as string) > 0)
    return made(monthFirst, monthFirst[3] as string, month(monthFirst[1] as string), monthFirst[2] as string);
  // 13/4/2026 is the 13th of April; 3/4/2026 may be two days, and is none.
  const short = /^(\d{1,2})\s*([/.])\s*(\d{1,2})\s*\2\s*(\d{4})/.exec(text);
  if (short === null) return null;
  const [a, b] = [Number(short[1]), Number(short[3])];
  if (a === b || a > 12 || short[2] === '.') return made(short, short[4] as string, b, short[1] as string);
  return b > 12 ? made(short, short[4] as string, a, short[3] as string) : null;
}

function findTime(rest: string): number | null {
  const match =
    /(上午|下午|晚上|中午|傍晚|早上)?\s*(\d{1,2})\s*(?:[:点时]\s*(\d{1,2}|半)?)\s*分?(?:\s*:\s*\d{2})?\s*(am|pm|a\.m\.|p\.m\.)?|(\d{1,2})\s*(am|pm)/.exec(
      rest,
    );
  if (match === null) return null;
  const half = /下午|晚上|傍晚|p/.test(`${match[1] ?? ''}${match[4] ?? ''}${match[6] ?? ''}`);
  const morning = /a/.test(`${match[4] ?? ''}${match[6] ?? ''}`);
  let hours = Number(match[2] ?? match[5]);
  if (half && hours < 12) hours += 12;
  if (morning && hours === 12) hours = 0;
  const minutes = match[3] === '半' ? 30 : Number(match[3] ?? 0);
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** The moment when the clocks of the zone show this; noon where only the day is given. */
export function toInstant({ day, minutes }: When, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + (minutes ?? 720) * 60_000;
  // The second step is for a day on which the clocks change.
  const guess = wall - offsetAt(wall, timeZone);
  return new Date(wall - offsetAt(guess, timeZone));
}

/** Milliseconds that the zone's clocks are ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', number>;
  const { year, month, day, hour, minute } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
}
