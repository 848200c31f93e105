/**
 * Amounts of money in the text of a mail, to propose them for a quotation: a number with a currency before or after
 * it, and the unit that it is for. Extractive: what is proposed stands in the text, and a person decides.
 */
import type { Amount } from '@tradepost/contract';
import { CURRENCY_AFTER, CURRENCY_BEFORE, currencyOf } from './currencies.ts';
import { ownLines } from './own-lines.ts';
import { parseNumber, writesComma } from './parse-number.ts';
import { plainUnit } from './units.ts';

export interface FoundAmount extends Amount {
  /** The line that says it, and where in it the amount begins. */
  readonly line: string;
  readonly at: number;
}

/** A price list has its own file; a mail that names more amounts is read by eye. */
const MOST_AMOUNTS = 20;

const GROUPED = String.raw`\d{1,3}(?:[\u00A0\u2009\u202F'’.,]\d{3})+(?:[.,]\d{1,4})?`;
const SPACED = String.raw`\d{1,3}(?: \d{3})+`;
const PLAIN = String.raw`\d{1,12}(?:[.,]\d{1,4})?|[.,]\d{1,4}`;
const NUMBER = String.raw`(?:${SPACED}[.,]\d{1,2}|${GROUPED}|${PLAIN})(?!\d)`;
/** With a blank alone between groups only in languages that write so: "USD 5 100 pcs" is two numbers. */
const NUMBER_WITH_BLANKS = String.raw`(?:${SPACED}(?:[.,]\d{1,4})?|${GROUPED}|${PLAIN})(?!\d)`;
const TIMES = String.raw`(?<times>\s?(?:万|[kK](?![\p{L}])))?`;
const UNIT = String.raw`(?:\s{0,2}(?:\/|per\s|pro\s|par\s|por\s|je\s|每)\s{0,2}(?:an?\s|1\s)?(?<unit>[\p{L}][\p{L}²³23.]{0,15})|\s{0,2}(?<each>each|apiece|la pièce|le pièce)(?![\p{L}]))?`;

const patternOf = (number: string) =>
  new RegExp(
    String.raw`(?:每(?<unitBefore>[\p{Script=Han}])\s{0,2})?(?:(?<before>${CURRENCY_BEFORE})\s{0,2}:?\s{0,2}(?<a>${number})${TIMES}(?:\s?元)?|(?<![\d.,])(?<b>${number})${TIMES.replace('times', 'timesB')}\s{0,2}(?<after>${CURRENCY_AFTER})(?!\s{0,2}[.,]?\d))${UNIT}`,
    'giu',
  );
const PATTERN = patternOf(NUMBER);
const PATTERN_WITH_BLANKS = patternOf(NUMBER_WITH_BLANKS);

/** @param language of the text (ISO 639-1), where it is known. @returns in the order of the text, each once. */
export function findAmounts(text: string, language: string | null): FoundAmount[] {
  const pattern = writesComma(language) ? PATTERN_WITH_BLANKS : PATTERN;
  const found = new Map<string, FoundAmount>();
  for (const line of ownLines(text)) {
    for (const { groups = {}, index: at } of line.matchAll(pattern)) {
      const currency = currencyOf(groups['before'] ?? groups['after'] ?? '');
      const number = parseNumber(groups['a'] ?? groups['b'] ?? '', language);
      if (currency === null || number === null || number === 0) continue;
      const times = (groups['times'] ?? groups['timesB'] ?? '').trim().toLowerCase();
      const amount = round(number * (times === '万' ? 10_000 : times === 'k' ? 1_000 : 1));
      const unit = unitOf(groups);
      const key = `${amount} ${currency} ${unit ?? ''}`;
      if (!found.has(key)) {
        const gap = line.length - line.trimStart().length;
        found.set(key, {
          amount,
          currency,
          unit,
          line: line.trim().slice(0, 300),
          at: Math.max(0, at - gap),
        });
      }
      if (found.size >= MOST_AMOUNTS) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** As the table keeps it: numeric(18, 4). */
const round = (value: number) => Math.round(value * 10_000) / 10_000;

function unitOf(groups: Record<string, string | undefined>): string | null {
  return groups['each'] === undefined ? plainUnit(groups['unit'] ?? groups['unitBefore']) : 'pc';
}
