import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import type { AccountLogin } from './connections.ts';

/** The login of an active account; null where it is paused, removed or unknown. */
export async function loadActiveAccount(
  db: Kysely<DB>,
  accountId: number,
): Promise<(AccountLogin & { readonly error_code: string | null }) | null> {
  const row = await db
    .selectFrom('mail_account')
    .select([
      'id',
      'address',
      'imap_host',
      'imap_port',
      'imap_security',
      'imap_user',
      'secret',
      'secret_key_id',
      'private_host_allowed',
      'error_code',
    ])
    .where('id', '=', accountId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return row ?? null;
}
