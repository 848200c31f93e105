import { fetchRows, internalDateOf } from './fetch-rows.ts';
import type { Session } from './session.ts';
import type { StallTimer } from './stall-timer.ts';
import type { MessageSize, UidRange } from './types.ts';
import { inRanges, sequenceSets } from './uid-range.ts';

/** Sizes and dates of the messages that are there, ascending by UID. */
export async function fetchSizes(
  session: Session,
  timer: StallTimer,
  ranges: readonly UidRange[],
): Promise<MessageSize[]> {
  const sizes = new Map<number, MessageSize>();
  for (const set of sequenceSets(ranges)) {
    await fetchRows(session, timer, set, { size: true, internalDate: true }, (row) => {
      if (!row.uid || !inRanges(row.uid, ranges)) return false;
      // A row about flags alone may come between (RFC 3501 7.4.2).
      if (row.size === undefined && sizes.has(row.uid)) return false;
      const isNew = !sizes.has(row.uid);
      sizes.set(row.uid, { uid: row.uid, size: row.size ?? 0, internalDate: internalDateOf(row) });
      return isNew;
    });
  }
  return [...sizes.values()].sort((a, b) => a.uid - b.uid);
}
