/** Until when an offer holds, as its text says it: "valid for 30 days", "valid until 31 Dec", 有效期15天. */
import { addDays } from '../calendar/days.ts';
import { findDay, type Said } from './find-day.ts';

const SAYS =
  /\b(?:valid(?:ity)?|validated|firm|expires?|expir(?:y|ation)|good|hold(?:s|ing)?|open for acceptance)\b|有效期?|有效至|截止/i;
/** A passport, a certificate, a credit card. */
const OF_OTHERS =
  /\b(?:certificate|passport|visa|licen[cs]e|l\/c|letter of credit|card|password|link|warranty|shelf life)\b|信用证|证书|护照|保质期/i;
const SPAN =
  /(?<number>\d{1,3}|one|two|three|four|six|a|半|[一二两三四六十]{1,2})\s*(?:calendar\s+|working\s+)?(?<unit>days?|weeks?|months?|天|日|个?周|个?星期|个?月)/i;
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  six: 6,
  半: 0.5,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  六: 6,
  十: 10,
  十五: 15,
  三十: 30,
};
/** Longer no price holds. */
const MOST_DAYS = 400;

/** @returns the last day, `YYYY-MM-DD`; null where the line does not say one that can be. */
export function findValidity(line: string, said: Said): string | null {
  const text = line.slice(0, 500);
  const says = SAYS.exec(text);
  if (says === null || OF_OTHERS.test(text)) return null;
  // The day stands after the word, or close before it: "30 days validity".
  const after = text.slice(says.index);
  const span = SPAN.exec(after) ?? SPAN.exec(text.slice(Math.max(0, says.index - 30), says.index));
  const named = findDay(after, said);
  // "Valid for 15 days from today": what stands first.
  if (named !== null && (span === null || named.at <= span.index)) return named.day;
  if (span === null) return null;
  const { number = '', unit = '' } = span.groups ?? {};
  const many = NUMBERS[number.toLowerCase()] ?? Number(number);
  const days = Math.ceil(many * (/week|周|星期/i.test(unit) ? 7 : /month|月/i.test(unit) ? 30 : 1));
  return Number.isFinite(days) && days > 0 && days <= MOST_DAYS ? addDays(said.on, days) : null;
}
