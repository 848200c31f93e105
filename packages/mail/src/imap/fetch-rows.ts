import type { FetchMessageObject, FetchQueryObject } from 'imapflow';
import type { Session } from './session.ts';
import type { StallTimer } from './stall-timer.ts';

/**
 * One UID FETCH, row by row. The next row is parsed only when `onRow` has settled: the server is held
 * back by TCP itself. imapflow may neither be given a command nor be left inside its loop, so `onRow`
 * gives none, and the loop is left early only by closing the connection.
 * @param onRow says whether the row brought something that was asked for: only that is progress, or a
 *   server could keep us busy for ever with rows about nothing
 */
export async function fetchRows(
  session: Session,
  timer: StallTimer,
  set: string,
  query: FetchQueryObject,
  onRow: (row: FetchMessageObject) => Promise<boolean> | boolean,
): Promise<void> {
  for await (const row of session.client.fetch(set, { uid: true, ...query }, { uid: true })) {
    if (await onRow(row)) timer.progress();
  }
}

/** INTERNALDATE as a time; null where it is absent or is none. */
export function internalDateOf(row: FetchMessageObject): Date | null {
  return row.internalDate instanceof Date && Number.isFinite(row.internalDate.getTime())
    ? row.internalDate
    : null;
}
