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
  // Digits for letters
  ...{ '0': 'o', '1': 'l', '5': 's' },
};

/** One slip in fewer letters than these is too often another company's name: Hengda, Hongda. */
const LEAST_LENGTH = 8;
/** What ".com" is mistyped as on purpose. Other endings are a company's branches: .de, .dk. */
const NEARLY_COM = new Set(['co', 'cm', 'om', 'cam', 'con', 'comm']);

/** What is left where everything that is easily overlooked is taken away. */
function shapeOf(name: string): string {
  const plain = Array.from(name.toLowerCase().normalize('NFD'), (letter) =>
    /\p{M}/u.test(letter) ? '' : (SAME_SHAPE[letter] ?? letter),
  ).join('');
  return plain
    .replace(/[-_]/g, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replaceAll('i', 'l');
}

/**
 * Whether one name is the other but for what is easily overlooked.
 * @returns false where they are the same.
 */
export const hasSameShape = (name: string, known: string): boolean =>
  name !== known && shapeOf(name) === shapeOf(known);

/** The same of domains as they are registered, with one slip of the pen allowed in the name proper. */
export function isDomainAlike(domain: string, known: string): boolean {
  const [one, other] = [parted(domain), parted(known)];
  if (one.name === other.name)
    return (
      (one.ending === 'com' && NEARLY_COM.has(other.ending)) ||
      (other.ending === 'com' && NEARLY_COM.has(one.ending))
    );
  const shapes = [shapeOf(one.name), shapeOf(other.name)] as const;
  if (shapes[0] === shapes[1]) return true;
  return (
    one.ending === other.ending &&
    Math.min(shapes[0].length, shapes[1].length) >= LEAST_LENGTH &&
    isOneSlipApart(...shapes)
  );
}

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
