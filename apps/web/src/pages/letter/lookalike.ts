/**
 * Domains that look like one the company writes to, and are another: acrne.com for acme.com. Payments have been
 * turned away by one letter.
 */

/** What eyes take for each other, and what a slip of the finger makes. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/[1l|]/g, 'i'],
  [/0/g, 'o'],
  [/5/g, 's'],
  [/-/g, ''],
];

const fold = (name: string) => ALIKE.reduce((text, [pattern, by]) => text.replace(pattern, by), name);

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
/** Without the last label: acme.com and acme.co are both "acme". */
const stemOf = (domain: string) => domain.replace(/\.[^.]+$/, '');

/** Shorter names are a letter apart by chance. */
const SHORTEST = 5;

/** @returns the address that is suspicious, and the known domain that it looks like. */
export function findLookalikes(
  addresses: readonly string[],
  known: readonly string[],
): { readonly address: string; readonly like: string }[] {
  const domains = new Set(known.map((one) => domainOf(one)));
  return addresses.flatMap((address) => {
    const domain = domainOf(address);
    if (domains.has(domain)) return [];
    const like = [...domains].find((other) => looksLike(domain, other));
    return like === undefined ? [] : [{ address, like }];
  });
}

function looksLike(domain: string, other: string): boolean {
  const [a, b] = [stemOf(domain), stemOf(other)];
  if (a === b) return a.length >= SHORTEST || fold(domain) === fold(other);
  if (fold(a) === fold(b)) return true;
  return Math.min(a.length, b.length) >= SHORTEST && isOneApart(a, b);
}

/** One letter more, less, other, or two that changed places. */
function isOneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  if (a.length === b.length) {
    if (restA.slice(1) === restB.slice(1)) return true;
    return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  }
  return restA.length > restB.length ? restA.slice(1) === restB : restB.slice(1) === restA;
}
