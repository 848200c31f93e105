/**
 * Names that are taken for each other at a glance: how a forger writes an address that passes for a customer's. Letters
 * that look the same follow the table of Unicode Technical Standard 39 (confusables.txt), as far as domain names of trade
 * have them; "rn" for "m" and the like are what such mails were seen to use.
 */

import { parse } from 'tldts';

const SAME_SHAPE: Readonly<Record<string, string>> = {
  // Cyrillic
  ...{ а: 'a', ԁ: 'd', е: 'e', һ: 'h', і: 'i', ј: 'j', ӏ: 'l', о: 'o', р: 'p', ԛ: 'q', с: 'c', ѕ: 's' },
  ...{ т: 't', к: 'k', м: 'm', н: 'h', в: 'b', у: 'y', х: 'x', ԝ: 'w' },
  // Greek
  ...{ α: 'a', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x' },
  // Latin
  ...{ ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'b', ɡ: 'g' },
};

/** Digits that stand for letters. */
const DIGITS: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '5': 's' };

/** Fewer letters are alike by chance: Maria, Marla. Letters of another alphabet among Latin ones are no chance. */
const LEAST_SHAPE = 6;

/** One slip in fewer letters than these is too often another company's name: Hengda, Hongda. */
const LEAST_LENGTH = 8;
/** What ".com" is mistyped as on purpose. */
const NEARLY_COM = new Set(['co', 'cm', 'om', 'cam', 'con', 'comm']);
/** Endings that anybody takes who finds ".com" taken. Those of countries are a company's branches: .de, .dk. */
const ANYBODYS = new Set(
  'com net org biz info cc top xyz vip online shop site store trade group ltd company global'.split(' '),
);

/** What is left where everything that is easily overlooked is taken away. @param easy of that, what is passed over. */
function shapeOf(name: string, easy: { digits: boolean; il: boolean } = { digits: true, il: true }): string {
  const plain = Array.from(name.toLowerCase().normalize('NFD'), (letter) =>
    /\p{M}/u.test(letter) ? '' : (SAME_SHAPE[letter] ?? (easy.digits ? DIGITS[letter] : undefined) ?? letter),
  ).join('');
  const shape = plain.replace(/[-_]/g, '').replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('cl', 'd');
  return easy.il ? shape.replaceAll('i', 'l') : shape;
}

const isForeign = (name: string): boolean => /[^\p{ASCII}]/u.test(name);
/** Long enough, or written with letters of which one of the two has none. */
const isNoChance = (shape: string, one: string, other: string): boolean =>
  shape.length >= LEAST_SHAPE || isForeign(one) !== isForeign(other);

/**
 * Whether one name of a person is the other but for what is easily overlooked. That "i" and "l" are alike says nothing here:
 * Ian, Lan.
 * @returns false where they are the same.
 */
export function hasSameShape(name: string, known: string): boolean {
  const easy = { digits: true, il: false };
  const shape = shapeOf(name, easy);
  return name !== known && shape === shapeOf(known, easy) && isNoChance(shape, name, known);
}

/**
 * Whether a domain, as it is registered, is the other but for what is easily overlooked, or for one slip of the pen. Another
 * ending is another country's company or branch, but for what passes for ".com" and for what belongs to no country.
 * @param short names of any length: something else says already that it is no chance.
 * @returns false where they are the same.
 */
export function isDomainAlike(domain: string, known: string, { short = false } = {}): boolean {
  const [one, other] = [parted(domain), parted(known)];
  const nearlyCom =
    (one.ending === 'com' && NEARLY_COM.has(other.ending)) ||
    (other.ending === 'com' && NEARLY_COM.has(one.ending));
  if (one.name === other.name) {
    if (nearlyCom) return short || one.name.length >= LEAST_SHAPE;
    return (
      one.name.length >= LEAST_LENGTH && one.ending !== other.ending && isAnybodys(one) && isAnybodys(other)
    );
  }
  if (one.ending !== other.ending && !nearlyCom) return false;
  const shape = shapeOf(one.name);
  if (shape === shapeOf(other.name)) return short || isNoChance(shape, one.name, other.name);
  const slips = { digits: false, il: true };
  const [left, right] = [shapeOf(one.name, slips), shapeOf(other.name, slips)];
  return (short || Math.min(left.length, right.length) >= LEAST_LENGTH) && isOneSlipApart(left, right);
}

const isAnybodys = ({ ending }: { ending: string }): boolean => ANYBODYS.has(ending);

/** Of acme.co.uk "acme" and "co.uk", by the Public Suffix List. */
function parted(domain: string): { name: string; ending: string } {
  const { domainWithoutSuffix, publicSuffix } = parse(domain);
  return { name: domainWithoutSuffix ?? domain, ending: publicSuffix ?? '' };
}

/** One letter more, less, or another; or two neighbours the other way round. Numbers tell names apart: they do not count. */
function isOneSlipApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one.at(-1 - end) === other.at(-1 - end)) end++;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (/\d/.test(left + right)) return false;
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
