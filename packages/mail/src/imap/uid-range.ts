import type { UidRange } from './types.ts';

/** Characters of one sequence set: some servers cut command lines at 8,192 octets (RFC 7162 4 names that limit). */
const SET_LIMIT = 4_000;

/** Largest UID (RFC 3501 2.3.1.1: 32 bits). */
export const MAX_UID = 4_294_967_295;

/**
 * Sequence sets (RFC 3501 9) for the ranges, cut so that each fits a command line.
 * @throws RangeError for UIDs that cannot be
 */
export function sequenceSets(ranges: readonly UidRange[]): string[] {
  const sets: string[] = [];
  let current = '';
  for (const { first, last } of ranges) {
    if (!Number.isInteger(first) || !Number.isInteger(last) || first < 1 || last < first || last > MAX_UID) {
      throw new RangeError(`Not a range of UIDs: ${first}:${last}`);
    }
    const item = first === last ? `${first}` : `${first}:${last}`;
    if (current !== '' && current.length + item.length >= SET_LIMIT) {
      sets.push(current);
      current = '';
    }
    current = current === '' ? item : `${current},${item}`;
  }
  if (current !== '') sets.push(current);
  return sets;
}

/** Whether the UID was asked for: servers answer `n:*` with their last message, whatever n is. */
export function inRanges(uid: number, ranges: readonly UidRange[]): boolean {
  return ranges.some(({ first, last }) => uid >= first && uid <= last);
}

/** Ascending UIDs as the fewest ranges. */
export function toRanges(uids: readonly number[]): UidRange[] {
  const ranges: { first: number; last: number }[] = [];
  for (const uid of uids) {
    const open = ranges.at(-1);
    if (open && uid === open.last + 1) open.last = uid;
    else ranges.push({ first: uid, last: uid });
  }
  return ranges;
}
