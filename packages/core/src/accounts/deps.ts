/** What the rules of mail accounts need; made once per process. */
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import type { Notifier } from '../events/notifier.ts';
import type { SecretBox } from '../secrets.ts';
import type { MailProbe } from './mail-probe.ts';

export interface AccountDeps {
  readonly db: Kysely<DB>;
  readonly secrets: SecretBox;
  readonly notifier: Notifier;
  readonly probe: MailProbe;
}

/** What the secret belongs to: it opens for this address only (see secrets.ts). */
export const secretOwner = (address: string) => `mail_account:${address.toLowerCase()}`;
