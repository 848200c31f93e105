import { ImapFault } from './faults.ts';
import { fetchRows } from './fetch-rows.ts';
import type { Session } from './session.ts';
import type { StallTimer } from './stall-timer.ts';
import type { UidRange } from './types.ts';
import { MAX_UID } from './uid-range.ts';

/** UIDs asked for at once, while they are dense. Gaps widen it, so that sparse mailboxes need few commands. */
const WINDOW = 10_000;

/** More messages than any mailbox holds: a server that goes on beyond is not to be believed. */
const UID_LIMIT = 20_000_000;

/**
 * The UIDs of the examined mailbox, ascending. The last window ends in `*`, so a UIDNEXT that is too low
 * hides nothing.
 * @param uidNext where the windows end and `*` begins
 */
export async function listUids(
  session: Session,
  timer: StallTimer,
  uidNext: number,
  range: UidRange = { first: 1, last: MAX_UID },
): Promise<number[]> {
  const uids = new Set<number>();
  const end = Math.min(range.last, Math.max(uidNext - 1, range.first));
  let width = WINDOW;
  for (let first = range.first; first <= end; ) {
    const last = Math.min(first + width - 1, end);
    const open = last === end && range.last === MAX_UID;
    const before = uids.size;
    await fetchRows(session, timer, `${first}:${open ? '*' : last}`, {}, (row) => {
      if (!row.uid || row.uid < first || row.uid > range.last || uids.has(row.uid)) return false;
      uids.add(row.uid);
      if (uids.size > UID_LIMIT) throw new ImapFault('server-error', 'More UIDs than a mailbox can have');
      return true;
    });
    first = last + 1;
    width = uids.size - before < width / 4 ? Math.min(width * 4, MAX_UID) : WINDOW;
  }
  return [...uids].sort((a, b) => a - b);
}
