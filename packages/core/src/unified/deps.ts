/** What the reading of the unified mailbox needs; made once per process. */
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Notifier } from '../events/notifier.ts';
import type { Logger } from '../log.ts';
import type { MailReader } from '../reader/mail-reader.ts';

export interface UnifiedDeps {
  readonly db: Kysely<DB>;
  readonly blobs: Pick<BlobStore, 'read'>;
  readonly reader: Pick<MailReader, 'submission'>;
  readonly notifier: Notifier;
  readonly log: Logger;
  /** Where people reach the product: for links in mails. */
  readonly publicUrl: string;
}
