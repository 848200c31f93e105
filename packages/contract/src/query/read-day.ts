/** Days of a query: 2026, 2026-03, 2026-03-15, 15.3.2026, today, yesterday, 7d, 3m, 今天, 上个月, 最近7天, 3月15日, 2026-03-01..2026-03-15. */

export interface Days {
  readonly first: string;
  readonly last: string;
}

const DAY_MS = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const at = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day);

/** @param today of the person who asks, `YYYY-MM-DD`. @returns null for what is no day. */
export function readDays(written: string, today: string): Days | null {
  const [from, until, more] = written.split('..');
  if (from === undefined || until === undefined) return readPlainDays(written, today);
  const [first, last] = [readPlainDays(from, today), readPlainDays(until, today)];
  if (first === null || last === null || more !== undefined || first.first > last.last) return null;
  return { first: first.first, last: last.last };
}

function readPlainDays(written: string, today: string): Days | null {
  const typed = written.normalize('NFKC').toLowerCase().trim();
  const text = typed.replace(/[年月/.\s]/gu, '-').replace(/[日号]|-$/gu, '');
  return (
    inWords(text, today) ??
    ago(text, today) ??
    agoInChinese(typed, today) ??
    dated(text) ??
    thisYears(typed, today)
  );
}

function inWords(text: string, today: string): Days | null {
  const now = Date.parse(`${today}T00:00:00Z`);
  const [year = 0, month = 0] = today.split('-').map(Number);
  const weekday = new Date(now).getUTCDay() || 7;
  const monday = now - (weekday - 1) * DAY_MS;
  switch (text) {
    case 'today':
    case '今天':
      return { first: today, last: today };
    case 'yesterday':
    case '昨天':
      return { first: iso(now - DAY_MS), last: iso(now - DAY_MS) };
    case '前天':
      return { first: iso(now - 2 * DAY_MS), last: iso(now - 2 * DAY_MS) };
    case 'this-week':
    case '本周':
      return { first: iso(monday), last: iso(monday + 6 * DAY_MS) };
    case 'last-week':
    case '上周':
      return { first: iso(monday - 7 * DAY_MS), last: iso(monday - DAY_MS) };
    case 'this-month':
    case '本-':
    case '本':
      return wholeMonth(year, month);
    case 'last-month':
    case '上个-':
    case '上个':
    case '上-':
      return month === 1 ? wholeMonth(year - 1, 12) : wholeMonth(year, month - 1);
    case 'this-year':
    case '今-':
    case '今':
      return wholeYear(year);
    case 'last-year':
    case '去-':
    case '去':
      return wholeYear(year - 1);
    default:
      return null;
  }
}

/** A span back from today is the day on which it begins. */
function ago(text: string, today: string): Days | null {
  const match = /^(\d{1,4})(d|w|m|y)$/.exec(text);
  if (match === null) return null;
  const count = Number(match[1]);
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const ms = {
    d: at(year, month, day - count),
    w: at(year, month, day - 7 * count),
    m: at(year, month - count, day),
    y: at(year - count, month, day),
  }[match[2] as 'd' | 'w' | 'm' | 'y'];
  return ms < at(1970, 1, 1)
    ? { first: '1970-01-01', last: '1970-01-01' }
    : { first: iso(ms), last: iso(ms) };
}

const UNITS: Readonly<Record<string, string>> = { 天: 'd', 日: 'd', 周: 'w', 星期: 'w', 月: 'm', 年: 'y' };

/** 最近7天, 近三个月, 2周前. */
function agoInChinese(typed: string, today: string): Days | null {
  const match = /^(?:最近|近|过去)?(\d{1,4}|[一二两三四五六七八九十半])个?(天|日|周|星期|月|年)前?$/u.exec(
    typed,
  );
  if (match === null || (/^\d/.test(typed) && /[月日]$/u.test(typed) && !typed.includes('个'))) return null;
  const [, count = '', unit = ''] = match;
  if (count === '半') return unit === '年' ? ago('6m', today) : unit === '月' ? ago('15d', today) : null;
  const digit = '零一二三四五六七八九十'.indexOf(count === '两' ? '二' : count);
  return ago(`${digit > 0 ? digit : count}${UNITS[unit] ?? ''}`, today);
}

/** 3月, 3月15日: the newest that is not to come. */
function thisYears(typed: string, today: string): Days | null {
  const match = /^(\d{1,2})月(?:(\d{1,2})[日号])?$/u.exec(typed);
  if (match === null) return null;
  const year = Number(today.slice(0, 4));
  const inYear = (one: number) => dated(`${one}-${match[1]}${match[2] === undefined ? '' : `-${match[2]}`}`);
  const days = inYear(year);
  return days !== null && days.first <= today ? days : inYear(year - 1);
}

function dated(text: string): Days | null {
  const european = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text);
  if (european !== null) return oneDay(Number(european[3]), Number(european[2]), Number(european[1]));
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1970 || year > 2100) return null;
  if (match[2] === undefined) return wholeYear(year);
  if (match[3] === undefined) return month >= 1 && month <= 12 ? wholeMonth(year, month) : null;
  return oneDay(year, month, day);
}

function oneDay(year: number, month: number, day: number): Days | null {
  const date = new Date(at(year, month, day));
  const exists =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1970 && year <= 2100;
  return exists ? { first: iso(date.getTime()), last: iso(date.getTime()) } : null;
}

const wholeMonth = (year: number, month: number): Days => ({
  first: iso(at(year, month, 1)),
  last: iso(at(year, month + 1, 0)),
});
const wholeYear = (year: number): Days => ({ first: `${year}-01-01`, last: `${year}-12-31` });
