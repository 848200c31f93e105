/** Numbers as people of several countries write them: 1,234.56 · 1.234,56 · 1 234,56 · 1'234.56. */

/** Languages (ISO 639-1) that write a comma before the decimals. */
const COMMA_LANGUAGES = new Set(
  'de fr es it pt nl pl ru uk tr cs sk hu ro bg sv da nb no fi el id vi hr sr sl lt lv et'.split(' '),
);

export const writesComma = (language: string | null): boolean =>
  language !== null && COMMA_LANGUAGES.has(language.slice(0, 2).toLowerCase());

/**
 * With both signs the last one stands before the decimals; a sign that comes twice parts groups. Alone before three
 * digits it is told by the language: 1.234 is one and a bit in English, and a thousand and more in German.
 * @returns null for what is no number.
 */
export function parseNumber(text: string, language: string | null): number | null {
  const plain = text.replace(/[\s\u00A0\u2009\u202F'’]/g, '').replace(/[.,]-?$/, '');
  if (!/^(\d+([.,]\d+)*|[.,]\d+)$/.test(plain)) return null;
  const comma = plain.lastIndexOf(',');
  const dot = plain.lastIndexOf('.');
  const decimal = decimalSign(plain, comma, dot, language);
  const number = decimal === null ? plain.replace(/[.,]/g, '') : withPoint(plain, decimal);
  const value = Number(number);
  return Number.isFinite(value) ? value : null;
}

function decimalSign(plain: string, comma: number, dot: number, language: string | null): ',' | '.' | null {
  if (comma >= 0 && dot >= 0) return comma > dot ? ',' : '.';
  const at = Math.max(comma, dot);
  if (at < 0) return null;
  const sign = comma >= 0 ? ',' : '.';
  if (plain.indexOf(sign) !== at) return null;
  const groups = plain.length - at - 1 === 3 && at >= 1 && at <= 3 && plain[0] !== '0';
  if (!groups) return sign;
  return (sign === ',') === writesComma(language) ? sign : null;
}

const withPoint = (plain: string, decimal: ',' | '.') =>
  plain.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.');
