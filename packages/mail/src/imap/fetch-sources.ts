import type { FetchMessageObject } from 'imapflow';
import { fetchRows, internalDateOf } from './fetch-rows.ts';
import { CallerError, type Session } from './session.ts';
import type { StallTimer } from './stall-timer.ts';
import type { FetchCallbacks, FetchOutcome, UidRange } from './types.ts';
import { inRanges, sequenceSets, toRanges } from './uid-range.ts';

const SOURCE_QUERY = { size: true, internalDate: true, source: true } as const;

/**
 * Fetches whole messages, one streaming UID FETCH, handing over only what is proven: octets as many as
 * RFC822.SIZE says, or, as servers are wrong about that, as many as a second fetch brings again. An
 * answer without octets proves nothing: it is what a server says of a message that another client is
 * expunging just then.
 */
export async function fetchSources(
  session: Session,
  timer: StallTimer,
  ranges: readonly UidRange[],
  { onMessage }: FetchCallbacks,
): Promise<FetchOutcome> {
  const delivered = new Set<number>();
  const lyingSize = new Set<number>();
  /** UIDs that were answered without proof, with the octets that came (-1: none). */
  const unproven = new Map<number, number>();

  const handOver = async (row: FetchMessageObject, source: Buffer): Promise<void> => {
    const message = { uid: row.uid, size: source.length, internalDate: internalDateOf(row), source };
    await timer.hold(() =>
      onMessage(message).catch((error: unknown) => Promise.reject(new CallerError(error))),
    );
    delivered.add(row.uid);
    unproven.delete(row.uid);
  };
  const pass = async (
    wanted: readonly UidRange[],
    isProven: (row: FetchMessageObject, source: Buffer) => boolean,
  ): Promise<void> => {
    for (const set of sequenceSets(wanted)) {
      await fetchRows(session, timer, set, SOURCE_QUERY, async (row) => {
        if (!row.uid || !inRanges(row.uid, wanted) || delivered.has(row.uid)) return false;
        const source = Buffer.isBuffer(row.source) ? row.source : null;
        if (source && isProven(row, source)) await handOver(row, source);
        // A row about flags alone may come between (RFC 3501 7.4.2); it takes nothing back.
        else if (source || !unproven.has(row.uid)) unproven.set(row.uid, source?.length ?? -1);
        return delivered.has(row.uid);
      });
    }
  };

  await pass(ranges, (row, source) => source.length > 0 && source.length === row.size);

  const again = [...unproven].filter(([, length]) => length >= 0);
  if (again.length > 0) {
    const lengths = new Map(again);
    const uids = [...lengths.keys()].sort((a, b) => a - b);
    await pass(toRanges(uids), (row, source) => {
      const agrees = source.length === row.size ? source.length > 0 : source.length === lengths.get(row.uid);
      // No octets twice, of a message that is said to have some, is a refusal and not a message.
      if (!agrees || (source.length === 0 && row.size !== 0)) return false;
      if (source.length !== row.size) lyingSize.add(row.uid);
      return true;
    });
  }
  const ascending = (uids: Iterable<number>): number[] => [...uids].sort((a, b) => a - b);
  return {
    delivered: ascending(delivered),
    incomplete: ascending(unproven.keys()),
    lyingSize: ascending(lyingSize),
  };
}
