/** How a window's mails are cut into batches: newest first, bounded by octets and by count. */

export interface SizedUid {
  readonly uid: number;
  /** RFC822.SIZE in octets; a hint, some servers lie. */
  readonly size: number;
  /** INTERNALDATE, or null. */
  readonly internalDate: Date | null;
}

export interface PlannedBatch {
  readonly mails: readonly SizedUid[];
  /** UIDs that are covered when all mails are in: down to the next batch's newest mail, exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface BatchBounds {
  readonly mails: number;
  readonly octets: number;
}

/**
 * @param window first and last UID asked about; UIDs in it that the server does not list hold nothing.
 * @returns batches, newest first, that together cover the window.
 */
export function planBatches(
  window: { from: number; to: number },
  listed: readonly SizedUid[],
  bounds: BatchBounds,
): PlannedBatch[] {
  const mails = listed
    .filter((mail) => mail.uid >= window.from && mail.uid <= window.to)
    .sort((a, b) => b.uid - a.uid);
  const batches: PlannedBatch[] = [];
  let current: SizedUid[] = [];
  let octets = 0;
  let to = window.to;
  for (const mail of mails) {
    if (current.length > 0 && (current.length >= bounds.mails || octets + mail.size > bounds.octets)) {
      batches.push({ mails: current, from: mail.uid + 1, to });
      to = mail.uid;
      current = [];
      octets = 0;
    }
    current.push(mail);
    octets += mail.size;
  }
  batches.push({ mails: current, from: window.from, to });
  return batches;
}
