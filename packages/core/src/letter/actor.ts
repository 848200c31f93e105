/** Who writes, and what writing needs; made once per process or request. */
import type { Locale, DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Notifier } from '../events/notifier.ts';
import type { MailReader } from '../reader/mail-reader.ts';
import type { Viewer } from '../users/viewer.ts';

export interface LetterDeps {
  readonly db: Kysely<DB>;
  readonly blobs: BlobStore;
  readonly reader: MailReader;
  readonly notifier: Notifier;
}

export interface Author {
  readonly viewer: Viewer;
  readonly scope: Scope;
  readonly user: {
    readonly id: number;
    readonly name: string;
    readonly email: string;
    readonly locale: Locale;
    readonly time_zone: string;
  };
}
