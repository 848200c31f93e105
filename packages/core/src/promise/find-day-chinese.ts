/** Days to come in Chinese sentences: 下周三前, 三个工作日内, 12月5日, 月底, 15号之前. */
import { addDays } from '../calendar/days.ts';
import {
  afterWorkingDays,
  dayOf,
  dayOfMonth,
  endOfMonth,
  endOfWeek,
  type FoundDay,
  nextDayNumbered,
  nextWeekday,
  type Said,
  weekdayIn,
} from './day-words.ts';

const DIGITS = '零一二三四五六七八九';
const NUMBER = String.raw`\d{1,3}|[一二两三四五六七八九十]{1,3}|半`;

/** 十五 → 15, 两 → 2, 半 → 0.5. */
function numberOf(text: string | undefined): number {
  if (text === undefined) return Number.NaN;
  if (/^\d+$/.test(text)) return Number(text);
  if (text === '半') return 0.5;
  const plain = text.replaceAll('两', '二');
  const [tens, ones] = plain.includes('十') ? plain.split('十') : ['', plain];
  const digit = (one: string | undefined) => Math.max(0, DIGITS.indexOf(one ?? ''));
  const many = plain.includes('十') ? (tens === '' ? 1 : digit(tens)) : 0;
  return many * 10 + (ones === '' || ones === undefined ? 0 : digit(ones));
}

const weekdayNumber = (text: string | undefined) => '一二三四五六日天'.indexOf(text ?? '') + 1;
/** 日 and 天 are one day. */
const weekday = (text: string | undefined) => Math.min(7, weekdayNumber(text));

type Groups = Readonly<Record<string, string | undefined>>;
const rule = (pattern: string, day: (groups: Groups, said: Said) => string) =>
  [new RegExp(String.raw`(?:${pattern})(?<term>\s*(?:之前|以前|前|内|之内|以内|底前))?`, 'gu'), day] as const;

const RULES = [
  rule(
    String.raw`(?<year>20\d{2})\s*[-/.年]\s*(?<month>\d{1,2})\s*[-/.月]\s*(?<day>\d{1,2})\s*[日号]?`,
    ({ year, month, day }) => dayOf(Number(year), Number(month), Number(day)),
  ),
  rule(
    String.raw`(?<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?<day>\d{1,2})\s*[日号]?`,
    ({ month, day }, { on }) => dayOfMonth(on, numberOf(month), Number(day)),
  ),
  rule(
    String.raw`(?<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?<part>底|末|上旬|中旬|下旬|初|中)`,
    ({ month, part }, { on }) => dayOfMonth(on, numberOf(month), PART[part ?? ''] ?? null),
  ),
  rule(String.raw`下个?月\s*(?<part>底|末|上旬|中旬|下旬|初|中)`, ({ part }, { on }) =>
    partOfMonth(on, 1, part),
  ),
  rule(String.raw`(?:本|这个?)?月\s*(?<part>底|末|上旬|中旬|下旬|初|中)`, ({ part }, { on }) =>
    partOfMonth(on, 0, part),
  ),
  rule(String.raw`下下(?:个)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])`, (groups, { on }) =>
    weekdayIn(on, weekday(groups['weekday']), 2),
  ),
  rule(String.raw`下(?:个)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])`, (groups, { on }) =>
    weekdayIn(on, weekday(groups['weekday']), 1),
  ),
  rule(String.raw`(?:本|这个?)(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])`, (groups, { on }) =>
    weekdayIn(on, weekday(groups['weekday']), 0),
  ),
  rule(String.raw`(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])`, (groups, { on }) =>
    nextWeekday(on, weekday(groups['weekday'])),
  ),
  rule(String.raw`下(?:个)?(?:周|星期|礼拜)初`, (_, { on }) => weekdayIn(on, 3, 1)),
  rule(String.raw`下(?:个)?(?:周|星期|礼拜)末?`, (_, { on }) => endOfWeek(on, 1)),
  rule(String.raw`(?:本|这个?)?周末`, (_, { on }) => weekdayIn(on, 7, 0)),
  rule(String.raw`(?:本|这个?)(?:周|星期|礼拜)`, (_, { on }) => endOfWeek(on, 0)),
  rule(String.raw`下个?月`, (_, { on }) => endOfMonth(on, 1)),
  rule(String.raw`(?:本|这个?)月`, (_, { on }) => endOfMonth(on, 0)),
  rule(String.raw`(?<number>${NUMBER})\s*个?工作日`, ({ number }, said) =>
    afterWorkingDays(said, Math.ceil(numberOf(number))),
  ),
  rule(String.raw`(?<number>\d{1,3})\s*个?小时`, ({ number }, { on }) =>
    addDays(on, Math.ceil(Number(number) / 24)),
  ),
  rule(String.raw`(?<number>${NUMBER})\s*个?(?:月)`, ({ number }, { on }) =>
    addDays(on, Math.round(30 * numberOf(number))),
  ),
  rule(String.raw`(?<number>${NUMBER})\s*(?:个?(?:周|星期|礼拜))`, ({ number }, { on }) =>
    addDays(on, Math.round(7 * numberOf(number))),
  ),
  rule(String.raw`(?<number>${NUMBER})\s*[天日]`, ({ number }, { on }) =>
    addDays(on, Math.ceil(numberOf(number))),
  ),
  rule(String.raw`(?<![月\d])(?<day>\d{1,2})\s*号`, ({ day }, { on }) => nextDayNumbered(on, Number(day))),
  rule(String.raw`大后天`, (_, { on }) => addDays(on, 3)),
  rule(String.raw`后天`, (_, { on }) => addDays(on, 2)),
  rule(String.raw`明[天日早晚]|明天[上下]午`, (_, { on }) => addDays(on, 1)),
  rule(String.raw`今[天日晚]|当天|下班`, (_, { on }) => on),
] as const;

const PART: Readonly<Record<string, number | null>> = {
  初: 5,
  上旬: 10,
  中: 15,
  中旬: 20,
  下旬: null,
  底: null,
  末: null,
};

function partOfMonth(on: string, months: number, part: string | undefined): string {
  const last = endOfMonth(on, months);
  const day = PART[part ?? ''] ?? null;
  return day === null ? last : `${last.slice(0, 8)}${String(day).padStart(2, '0')}`;
}

/** All of a sentence, in the order of the rules; those that overlap are left out. */
export function findChineseDays(sentence: string, said: Said): FoundDay[] {
  const found: FoundDay[] = [];
  const free = (at: number, length: number) =>
    found.every((other) => at + length <= other.at || at >= other.at + other.length);
  for (const [pattern, day] of RULES)
    for (const match of sentence.matchAll(pattern)) {
      const { index: at, groups = {} } = match;
      const length = match[0].length;
      if (!free(at, length)) continue;
      const term = groups['term'] !== undefined;
      // A span of time is a term only where it is said so: 三天内, not 交期 30 天.
      if (groups['number'] !== undefined) {
        const within = match[0].endsWith('内');
        // 收到定金后 30 天内 counts from something else.
        if (!within || /后\s*(?:的)?\s*$/u.test(sentence.slice(Math.max(0, at - 3), at))) continue;
      }
      found.push({ day: day(groups, said), at, length, term });
    }
  return found;
}
