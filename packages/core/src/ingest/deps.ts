/** What archiving needs; made once per process. */
import type { DB } from '@tradepost/db';
import type { ParsePool } from '@tradepost/mail/parse/pool';
import type { Kysely } from 'kysely';
import type { BlobStore } from '../blobs/blob-store.ts';

export interface ArchiveDeps {
  readonly db: Kysely<DB>;
  readonly blobs: BlobStore;
  readonly pool: ParsePool;
}
