/** Sets of UIDs as Postgres writes them: `{[1,501),[700,701)}` (int8multirange, upper bound exclusive). */

import type { UidRange } from '@tradepost/mail/imap';

/** @throws SyntaxError for text that is no canonical, bounded int8multirange. */
export function parseMultirange(text: string): UidRange[] {
  if (!/^\{(\[\d+,\d+\)(,\[\d+,\d+\))*)?\}$/.test(text))
    throw new SyntaxError(`Not an int8multirange: ${text.slice(0, 100)}`);
  return [...text.matchAll(/\[(\d+),(\d+)\)/g)].map(([, first, end]) => ({
    first: Number(first),
    last: Number(end) - 1,
  }));
}

export function formatMultirange(ranges: readonly UidRange[]): string {
  return `{${ranges
    .filter((range) => range.last >= range.first)
    .map((range) => `[${range.first},${range.last + 1})`)
    .join(',')}}`;
}

/** What is left of one range when some UIDs are taken out. */
export function withoutUids(range: UidRange, uids: Iterable<number>): UidRange[] {
  const out = [...new Set(uids)]
    .filter((uid) => uid >= range.first && uid <= range.last)
    .sort((a, b) => a - b);
  const rest: UidRange[] = [];
  let first = range.first;
  for (const uid of out) {
    if (uid > first) rest.push({ first, last: uid - 1 });
    first = uid + 1;
  }
  if (first <= range.last) rest.push({ first, last: range.last });
  return rest;
}
