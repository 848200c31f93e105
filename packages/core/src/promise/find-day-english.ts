/** Days to come in English sentences: "by Friday", "within 3 working days", "5 Dec", "the end of next week". */
import { addDays } from '../calendar/days.ts';
import {
  afterWorkingDays,
  dayOf,
  dayOfMonth,
  endOfMonth,
  endOfWeek,
  type FoundDay,
  nextWeekday,
  type Said,
  weekdayIn,
} from './day-words.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAYS = 'mon tue wed thu fri sat sun'.split(' ');
const MONTH = String.raw`(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`;
const WEEKDAY = String.raw`(?<weekday>mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?!\s?[-\d])`;
const YEAR = String.raw`(?:,?\s+(?<year>20\d{2}))?`;
const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  'a couple of': 2,
  three: 3,
  'a few': 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
};
const NUMBER = String.raw`(?<number>\d{1,3}|a couple of|a few|${Object.keys(WORDS)
  .filter((word) => !word.startsWith('a ') && word.length > 2)
  .join('|')}|an?)`;

type Groups = Readonly<Record<string, string | undefined>>;
const rule = (pattern: string, day: (groups: Groups, said: Said) => string) =>
  [
    new RegExp(
      String.raw`(?<![\p{L}\d-])(?<term>(?:by|before|until|till|not? later than|within|latest(?: by)?|on or before|in)\s+(?:the\s+)?)?(?:${pattern})(?![\p{L}\d])`,
      'giu',
    ),
    day,
  ] as const;

const monthOf = ({ month }: Groups) => MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase()) + 1;
const weekdayNumber = ({ weekday }: Groups) =>
  WEEKDAYS.indexOf((weekday ?? '').slice(0, 3).toLowerCase()) + 1;
const numberOf = ({ number }: Groups) => {
  const text = (number ?? '').toLowerCase();
  return WORDS[text] ?? Number(text);
};

/** The longest writing first: what one has taken, the next does not look at. */
const RULES = [
  rule(
    String.raw`(?<year>20\d{2})\s?[-/.]\s?(?<monthNumber>\d{1,2})\s?[-/.]\s?(?<day>\d{1,2})`,
    ({ year, monthNumber, day }) => dayOf(Number(year), Number(monthNumber), Number(day)),
  ),
  // 13/4/2026 is the 13th of April; 3/4/2026 may be two days, and is none.
  rule(
    String.raw`(?<a>\d{1,2})(?<sign>[/.])(?<b>\d{1,2})\k<sign>(?<year>20\d{2})`,
    ({ a, b, sign, year }) => {
      const [first, second] = [Number(a), Number(b)];
      if (first === second || first > 12 || sign === '.') return dayOf(Number(year), second, first);
      return second > 12 ? dayOf(Number(year), first, second) : '';
    },
  ),
  rule(String.raw`end of (?:the )?${MONTH}`, (groups, { on }) => dayOfMonth(on, monthOf(groups), null)),
  rule(String.raw`(?:mid|middle of)[\s-]+${MONTH}`, (groups, { on }) => dayOfMonth(on, monthOf(groups), 15)),
  rule(String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+${MONTH}\.?${YEAR}`, (groups, { on }) =>
    dated(groups, on),
  ),
  rule(String.raw`${MONTH}\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?${YEAR}`, (groups, { on }) =>
    dated(groups, on),
  ),
  rule(String.raw`(?:the )?day after tomorrow`, (_, { on }) => addDays(on, 2)),
  rule(String.raw`(?:early|(?:the )?beginning of) next week`, (_, { on }) => weekdayIn(on, 3, 1)),
  rule(String.raw`(?:the )?end of next week`, (_, { on }) => endOfWeek(on, 1)),
  rule(String.raw`(?:the )?end of (?:the|this) week`, (_, { on }) => endOfWeek(on, 0)),
  rule(String.raw`(?:the )?end of next month`, (_, { on }) => endOfMonth(on, 1)),
  rule(String.raw`(?:the )?end of (?:the|this) month|month[- ]end`, (_, { on }) => endOfMonth(on, 0)),
  rule(
    String.raw`${WEEKDAY} (?:of )?next week|next week (?:on )?${WEEKDAY.replace('weekday', 'weekday2')}`,
    (groups, { on }) => weekdayIn(on, weekdayNumber({ weekday: groups['weekday'] ?? groups['weekday2'] }), 1),
  ),
  rule(String.raw`next ${WEEKDAY}`, (groups, { on }) => weekdayIn(on, weekdayNumber(groups), 1)),
  rule(String.raw`(?:this |coming )?(?:eod |cob )?${WEEKDAY}`, (groups, { on }) =>
    nextWeekday(on, weekdayNumber(groups)),
  ),
  rule(String.raw`next week`, (_, { on }) => endOfWeek(on, 1)),
  rule(String.raw`(?:later )?this week`, (_, { on }) => endOfWeek(on, 0)),
  rule(String.raw`next month`, (_, { on }) => endOfMonth(on, 1)),
  rule(String.raw`(?:later )?this month`, (_, { on }) => endOfMonth(on, 0)),
  rule(String.raw`${NUMBER}[\s-]+(?:working|business|work)[\s-]+days?`, (groups, said) =>
    afterWorkingDays(said, numberOf(groups)),
  ),
  rule(String.raw`${NUMBER}\s+hours?`, (groups, { on }) => addDays(on, Math.ceil(numberOf(groups) / 24))),
  rule(String.raw`${NUMBER}\s+(?:calendar\s+)?days?`, (groups, { on }) => addDays(on, numberOf(groups))),
  rule(String.raw`${NUMBER}\s+weeks?`, (groups, { on }) => addDays(on, 7 * numberOf(groups))),
  rule(String.raw`tomorrow`, (_, { on }) => addDays(on, 1)),
  rule(
    String.raw`(?:later )?today|tonight|this (?:morning|afternoon|evening)|eod|cob|end of (?:the )?day`,
    (_, { on }) => on,
  ),
] as const;

function dated(groups: Groups, on: string): string {
  const [month, day, year] = [monthOf(groups), Number(groups['day']), groups['year']];
  return year === undefined ? dayOfMonth(on, month, day) : dayOf(Number(year), month, day);
}

/** All of a sentence, in the order of the rules; those that overlap are left out. */
export function findEnglishDays(sentence: string, said: Said): FoundDay[] {
  const found: FoundDay[] = [];
  const free = (at: number, length: number) =>
    found.every((other) => at + length <= other.at || at >= other.at + other.length);
  for (const [pattern, day] of RULES)
    for (const match of sentence.matchAll(pattern)) {
      const { index: at, groups = {} } = match;
      const length = match[0].length;
      if (!free(at, length)) continue;
      const term = groups['term'] !== undefined;
      // A span of time is a day only where it is a term: "30 days after the deposit" is none.
      const isSpan = groups['number'] !== undefined;
      const after = sentence.slice(at + length, at + length + 24);
      if (isSpan && (!term || /^\s*(?:after|from|upon|of|since|before|ago)\b/i.test(after))) continue;
      found.push({ day: day(groups, said), at, length, term });
    }
  return found;
}
