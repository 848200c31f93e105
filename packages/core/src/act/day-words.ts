/**
 * Days as people write them in a line: "tomorrow", "3d", "next Friday", "12 Dec", "明天", "下周三", "12月5日".
 * Only a day that is still to come is one.
 */
import { addDays, isDay, weekdayOf } from '../calendar/days.ts';

export interface SaidDay {
  readonly on: string;
  /** A date, or a day of the week: it is meant. A number of days is not, and moves to a working day. */
  readonly exact: boolean;
}

const ENGLISH_WEEKDAYS: Readonly<Record<string, number>> = {
  mon: 1,
  monday: 1,
  tue: 2,
  tues: 2,
  tuesday: 2,
  wed: 3,
  wednesday: 3,
  thu: 4,
  thur: 4,
  thurs: 4,
  thursday: 4,
  fri: 5,
  friday: 5,
  sat: 6,
  saturday: 6,
  sun: 7,
  sunday: 7,
};
const CHINESE_WEEKDAYS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  日: 7,
  天: 7,
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const UNITS: Readonly<Record<string, number>> = {
  d: 1,
  day: 1,
  days: 1,
  w: 7,
  week: 7,
  weeks: 7,
  month: 30,
  months: 30,
  天: 1,
  日: 1,
  周: 7,
  星期: 7,
  个星期: 7,
  个月: 30,
};
const CHINESE_DIGITS = '零一二三四五六七八九十';
/** Nobody means more, and a slip of the finger would bury a customer. */
const MOST_DAYS = 366;

/** @param text one line, trimmed, in lower case, NFKC. @param today of the company. */
export function readDay(text: string, today: string): SaidDay | null {
  const words = text.replace(/[.。!！]+$/u, '').trim();
  const said =
    inWords(words, today) ?? after(words, today) ?? onWeekday(words, today) ?? onDate(words, today);
  return said !== null && said.on > today && said.on <= addDays(today, MOST_DAYS) ? said : null;
}

function inWords(words: string, today: string): SaidDay | null {
  const days = {
    tomorrow: 1,
    明天: 1,
    明日: 1,
    'day after tomorrow': 2,
    'the day after tomorrow': 2,
    后天: 2,
    後天: 2,
    大后天: 3,
  };
  if (Object.hasOwn(days, words))
    return { on: addDays(today, days[words as keyof typeof days]), exact: false };
  if (/^(?:next week|下周|下星期|下个星期|下週)$/u.test(words))
    return { on: mondayAfter(today, 1), exact: false };
  if (/^(?:next month|下个月|下月)$/u.test(words)) return { on: addDays(today, 30), exact: false };
  return null;
}

function after(words: string, today: string): SaidDay | null {
  const match =
    /^(?:in )?(\d{1,3}) ?(d|days?|w|weeks?|months?)$/.exec(words) ??
    /^(\d{1,3}|[一二两三四五六七八九十]{1,3}) ?(天|日|周|星期|个星期|个月)(?:后|以后|之后)?$/u.exec(words);
  const count = numberOf(match?.[1] ?? '');
  return match === null || count === null
    ? null
    : { on: addDays(today, count * (UNITS[match[2] ?? ''] ?? 1)), exact: false };
}

function onWeekday(words: string, today: string): SaidDay | null {
  const english = /^(?:on )?(next )?([a-z]+)$/.exec(words);
  const chinese = /^(下)?(?:周|星期|週|礼拜)([一二三四五六日天])$/u.exec(words);
  const weekday = ENGLISH_WEEKDAYS[english?.[2] ?? ''] ?? CHINESE_WEEKDAYS[chinese?.[2] ?? ''];
  if (weekday === undefined) return null;
  // "Next" is said of the week after this one, in both languages.
  if ((english?.[1] ?? chinese?.[1]) !== undefined)
    return { on: addDays(mondayAfter(today, 1), weekday - 1), exact: true };
  return { on: addDays(today, (weekday - weekdayOf(today) + 7) % 7 || 7), exact: true };
}

function onDate(words: string, today: string): SaidDay | null {
  const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(words);
  if (full !== null) return dated(Number(full[1]), Number(full[2]), Number(full[3]));
  const chinese = /^(\d{1,2})月(\d{1,2})[日号]$/u.exec(words);
  if (chinese !== null) return coming(today, Number(chinese[1]), Number(chinese[2]));
  const english =
    /^(?:on )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})$/.exec(words) ??
    reversed(/^(?:on )?([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?$/.exec(words));
  if (english === null) return null;
  const month = MONTHS.indexOf((english[2] ?? '').slice(0, 3)) + 1;
  return month === 0 ? null : coming(today, month, Number(english[1]));
}

const reversed = (match: RegExpExecArray | null): readonly string[] | null =>
  match === null ? null : [match[0], match[2] ?? '', match[1] ?? ''];

const two = (value: number) => String(value).padStart(2, '0');

function dated(year: number, month: number, day: number): SaidDay | null {
  const on = `${year}-${two(month)}-${two(day)}`;
  return isDay(on) ? { on, exact: true } : null;
}

/** Without a year: the next such day. */
function coming(today: string, month: number, day: number): SaidDay | null {
  const year = Number(today.slice(0, 4));
  const thisYear = dated(year, month, day);
  return thisYear !== null && thisYear.on > today ? thisYear : dated(year + 1, month, day);
}

const mondayAfter = (today: string, weeks: number) => addDays(today, weeks * 7 + 1 - weekdayOf(today));

/** 3, 三, 两, 十五, 二十. */
function numberOf(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens, ones] = text.replace('两', '二').includes('十')
    ? text.replace('两', '二').split('十')
    : ['', text];
  const digit = (one: string | undefined, empty: number) =>
    one === undefined || one === '' ? empty : CHINESE_DIGITS.indexOf(one.replace('两', '二'));
  const value = text.includes('十') ? digit(tens, 1) * 10 + digit(ones, 0) : digit(ones, -1);
  return value > 0 ? value : null;
}
