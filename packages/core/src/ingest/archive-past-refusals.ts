/**
 * A batch with a mail in it whose rows Postgres refuses: the parser keeps to the bounds that are known, and one it does not
 * know would hold up every mail behind it for ever (I1). That mail is archived unread, like one that cannot be parsed.
 */
import { parseNothing } from '@tradepost/mail/parse';
import { indexText } from '@tradepost/mail/words';
import { type ArchivedBatch, archiveBatch, type Batch, type BatchItem } from './archive-batch.ts';
import { NOTHING, type StoredOctets } from './batch-octets.ts';
import type { ArchiveDeps } from './deps.ts';
import { refusalOf } from './refusal.ts';

interface ArchivedPastRefusals extends ArchivedBatch {
  /** SHA-256 of the mails that were archived unread, with the SQLSTATE. */
  readonly refused: readonly { readonly sha256: string; readonly code: string }[];
}

/** More in one batch are no odd mails but a fault of ours, which is not to be hidden in the quarantine. */
const MOST_REFUSED = 20;

/** @throws as archiveBatch does; what was written until then stays, uncovered. */
export async function archivePastRefusals(
  deps: ArchiveDeps,
  batch: Batch,
  stored: StoredOctets = NOTHING,
): Promise<ArchivedPastRefusals> {
  try {
    return { ...(await archiveBatch(deps, batch, stored)), refused: [] };
  } catch (error) {
    if (refusalOf(error) === null) throw error;
  }
  let left = MOST_REFUSED;
  const archive = async (items: readonly BatchItem[]): Promise<ArchivedPastRefusals> => {
    // Covered is only what is whole: the batch, at its end.
    const part = { ...batch, items, covered: '{}' };
    try {
      return { ...(await archiveBatch(deps, part, stored)), refused: [] };
    } catch (error) {
      const code = refusalOf(error);
      if (code === null) throw error;
      const [first] = items;
      if (items.length === 1 && first !== undefined) {
        if (left-- <= 0) throw error;
        const unread = { ...part, items: [unreadOf(first, code)] };
        const done = await archiveBatch(deps, unread, stored);
        return { ...done, refused: [{ sha256: first.processed.sha256, code }] };
      }
      const middle = Math.ceil(items.length / 2);
      return join(await archive(items.slice(0, middle)), await archive(items.slice(middle)));
    }
  };
  const archived = await archive(batch.items);
  return join(archived, { ...(await archiveBatch(deps, { ...batch, items: [] })), refused: [] });
}

function unreadOf(item: BatchItem, code: string): BatchItem {
  const { processed } = item;
  const detail = `The database refuses what was read of it (${code}).`;
  return {
    ...item,
    processed: {
      ...processed,
      parsed: parseNothing(processed.sha256, 'parser-error', detail),
      words: indexText({}),
    },
  };
}

function join(a: ArchivedPastRefusals, b: ArchivedPastRefusals): ArchivedPastRefusals {
  return {
    places: a.places + b.places,
    newMessages: a.newMessages + b.newMessages,
    leftOut: a.leftOut + b.leftOut,
    customerIds: [...new Set([...a.customerIds, ...b.customerIds])],
    waiting: [...a.waiting, ...b.waiting],
    refused: [...a.refused, ...b.refused],
  };
}
