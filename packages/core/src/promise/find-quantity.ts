/** How many: the least that is sold (MOQ), and what a price is for. */
import { parseNumber } from './parse-number.ts';
import { plainUnit } from './units.ts';

export interface FoundQuantity {
  readonly quantity: number;
  readonly unit: string | null;
}

const NUMBER = String.raw`(?<number>\d{1,3}(?:[,.' ]\d{3})+(?!\d)|\d{1,9})(?<times>\s?[kK万千](?![\p{L}]))?`;
const UNIT = String.raw`\s{0,2}(?:x\s)?(?<unit>pcs?|pieces?|units?|sets?|pairs?|cartons?|ctns?|boxes|rolls?|bags?|kgs?|tons?|tonnes?|mts?|m2|m²|sqm|m3|cbm|meters?|metres?|m|yards?|containers?|fcl|[个件只台套双箱卷袋桶吨米条张块把支盒包打])?(?![\p{Script=Latin}])`;

const LEAST = new RegExp(
  String.raw`(?:\bMOQ\b|\bmin(?:imum|\.)?\s*(?:order|quantity|qty)(?:\s*(?:quantity|qty))?|最小(?:起订|订单|订购)?(?:量|数量)|最低起订量|起订量?|起批量?)\s*(?:is|of|为|是)?\s*[:：=]?\s*(?:[≥>]=?\s*)?${NUMBER}${UNIT}`,
  'iu',
);
/** "500 pcs MOQ", 500件起订. */
const LEAST_AFTER = new RegExp(String.raw`${NUMBER}${UNIT}\s*(?:\(?\bMOQ\b|起订|起批|起)`, 'iu');
const QUANTITY = new RegExp(
  String.raw`(?:\b(?:qty|quantity|order quantity|based on|for)\b|数量|采购量|订购数量)\s*(?:of|is|为|是)?\s*[:：=]?\s*${NUMBER}${UNIT}`,
  'iu',
);

/** @param language of the text, for its way of writing numbers. */
export const findLeast = (line: string, language: string | null) =>
  read(LEAST, line, language) ?? read(LEAST_AFTER, line, language);

/** "for 1,000 pcs" needs its unit: "for 30 days" is no quantity. */
export function findQuantity(line: string, language: string | null): FoundQuantity | null {
  const text = line.replace(LEAST, ' ');
  const found = read(QUANTITY, text, language);
  return found !== null && (found.unit !== null || /\b(?:qty|quantity)\b|数量/i.test(text)) ? found : null;
}

/** Columns made with spaces: what stands by itself before the price is how many it is for. */
const COLUMN = /\s{2,}(?<number>\d{1,3}(?:[,.' ]\d{3})+|\d{2,9})\s{2,}$/;

/** @param before the line up to its price. @returns the quantity of its own column, and the line without it. */
export function splitColumn(
  before: string,
  language: string | null,
): { quantity: number | null; rest: string } {
  // No column is wider, and a longer run of spaces costs no time.
  const found = COLUMN.exec(before.slice(-60));
  const text = found?.groups?.['number'] ?? '';
  const quantity = found === null ? null : parseNumber(text, text.includes(',') ? 'en' : language);
  if (found === null || quantity === null || quantity <= 0) return { quantity: null, rest: before };
  return { quantity, rest: before.slice(0, before.length - found[0].length) };
}

function read(pattern: RegExp, line: string, language: string | null): FoundQuantity | null {
  const groups = pattern.exec(line.slice(0, 500))?.groups;
  if (groups === undefined) return null;
  const number = parseNumber(groups['number'] ?? '', groups['number']?.includes(',') ? 'en' : language);
  if (number === null || number <= 0) return null;
  const times = (groups['times'] ?? '').trim().toLowerCase();
  const factor = times === 'k' || times === '千' ? 1_000 : times === '万' ? 10_000 : 1;
  return { quantity: number * factor, unit: plainUnit(groups['unit']) };
}
