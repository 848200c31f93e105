/** Quotations in the attachments of a mail, each read in a thread that can be killed. */
import type { ProposedQuote, QuoteFile } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { listAttachments, type MessageRow } from '@tradepost/db/queries/messages';
import type { Kysely } from 'kysely';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { MailReader } from '../reader/mail-reader.ts';
import { readOctets } from '../reader/open-message.ts';
import { isQuoteFile, saidOn } from './propose.ts';
import { MOST_FILE_OCTETS } from './quote-file-bounds.ts';

export interface FileDeps {
  readonly db: Kysely<DB>;
  readonly blobs: BlobStore;
  readonly reader: MailReader;
}

/** Files of one mail that are looked into. */
const MOST_FILES = 8;
const MOST_QUOTES = 300;
/** Octets of a mail of which this is asked: it is handed to a thread for each of its files. */
const MOST_MAIL_OCTETS = 40 * 1024 * 1024;

/** The mail itself may be read: the caller has opened it. @throws TradepostError 'unavailable', BlobError. */
export async function readMailFileQuotes(
  { db, blobs, reader }: FileDeps,
  message: MessageRow,
): Promise<{ items: ProposedQuote[]; files: QuoteFile[] }> {
  const items: ProposedQuote[] = [];
  const files: QuoteFile[] = [];
  const wanted = (await listAttachments(db, message.id)).filter(isQuoteFile).slice(0, MOST_FILES);
  const told = (file: (typeof wanted)[number], state: QuoteFile['state']) =>
    files.push({ partPath: file.part_path, fileName: file.file_name, state });
  const readable = wanted.filter((file) => {
    const fits = file.size <= MOST_FILE_OCTETS && message.size <= MOST_MAIL_OCTETS;
    if (!fits) told(file, 'too-large');
    return fits;
  });
  if (readable.length === 0) return { items, files };
  const { octets } = await readOctets(blobs, message);
  const context = { language: message.language, said: await saidOn(db, message.occurred_at) };
  for (const file of readable) {
    const { state, quotes } = await reader.quotes(octets, file.part_path, context);
    told(file, state);
    items.push(...quotes);
  }
  return { items: items.slice(0, MOST_QUOTES), files };
}
