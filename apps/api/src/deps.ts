/** All that the api needs; main.ts makes it of the real things, tests make it of real ones too. */
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import type { BlobStore } from '@tradepost/core/blobs/blob-store';
import type { Config } from '@tradepost/core/config/config';
import type { Notifier } from '@tradepost/core/events/notifier';
import type { Logger } from '@tradepost/core/log';
import type { MailReader } from '@tradepost/core/reader/mail-reader';
import type { SecretBox } from '@tradepost/core/secrets';
import type { Database, ParsePool, Redis } from '@tradepost/core/services';

export interface ApiDeps extends AccountDeps {
  readonly config: Pick<Config, 'publicUrl' | 'trustProxy' | 'allowedMailHosts'>;
  readonly db: Database;
  readonly redis: Redis;
  readonly secrets: SecretBox;
  readonly notifier: Notifier;
  readonly blobs: BlobStore;
  readonly reader: MailReader;
  /** Threads that read a quarantined mail again. */
  readonly pool: ParsePool;
  readonly log: Logger;
  /** Folder of the built web app; null where there is none (tests, development). */
  readonly webRoot: string | null;
}
