/** When a mail happened, for the timeline: the Date header unless it is absurd. */

const DAY = 86_400_000;
/** A sender's clock may be this wrong before the servers' clocks are believed instead. */
const MOST_CLOCK_FAULT = 7 * DAY;
/** A mail is not sent after it was received; the receiving server's clock may lag so far. */
const MOST_LAG = 10 * 60_000;
/** RFC 822. An earlier date is a clock that was never set, as scanners have them. */
const EARLIEST = Date.UTC(1982, 7, 13);
/** How far ahead of its arrival a mail may be dated (time zones, slow clocks). */
const MOST_AHEAD = 2 * DAY;

export interface MessageTimes {
  /** Date header, milliseconds since 1970, or null. */
  readonly sentAt: number | null;
  /** Newest Received header, or null. */
  readonly receivedAt: number | null;
  /** IMAP INTERNALDATE, or null. */
  readonly internalDate: number | null;
}

/** @returns milliseconds since 1970. */
export function occurredAt(times: MessageTimes, now: number): number {
  const { sentAt, receivedAt, internalDate } = times;
  const received = receivedAt !== null && receivedAt <= now + MOST_AHEAD ? receivedAt : null;
  const arrival = received ?? internalDate ?? now;
  if (sentAt === null || sentAt < EARLIEST) return Math.min(arrival, now);
  if (sentAt > Math.min(arrival, now) + MOST_AHEAD) return Math.min(arrival, now);
  if (received !== null && sentAt > received + MOST_LAG) return received;
  // INTERNALDATE is the day of the upload for imported mail, so only Received can refute an old date.
  if (received !== null && Math.abs(sentAt - received) > MOST_CLOCK_FAULT) return received;
  return sentAt;
}
