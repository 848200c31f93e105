/**
 * Names that are taken for each other at a glance: how a forger writes an address that passes for a customer's. Letters
 * that look the same follow the table of Unicode Technical Standard 39 (confusables.txt), as far as domain names of trade
 * have them; "rn" for "m" and the like are what such mails were seen to use.
 */

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

/** One swap of letters in fewer than these is too often another company's name. */
const LEAST_LENGTH = 6;

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
 * @param name a domain, or the part of an address before the @; of both.
 * @param known the one that it may be taken for.
 * @returns false where they are the same.
 */
export function looksAlike(name: string, known: string): boolean {
  if (name === known) return false;
  const [one, other] = [shapeOf(name), shapeOf(known)];
  if (one === other) return true;
  const head = (text: string) => text.split('.', 1)[0] ?? '';
  if (Math.min(head(one).length, head(other).length) < LEAST_LENGTH) return false;
  return isOneSlipApart(one, other);
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
