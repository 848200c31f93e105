/** Seals the secrets of the second factors, and of the OpenID provider, with another key. */
import type { DB } from '@tradepost/db';
import { findOpenIdProvider } from '@tradepost/db/queries/open-id';
import type { Kysely } from 'kysely';
import { openIdOwner } from '../open-id/client.ts';
import type { SecretBox } from '../secrets.ts';
import { totpOwner } from './second-factor.ts';

/**
 * Each in a statement that checks that the secret is still the one that was read.
 * @returns how many were sealed anew.
 * @throws SecretError when one does not open; the old key opens the rest.
 */
export async function resealSignIn(db: Kysely<DB>, before: SecretBox, after: SecretBox): Promise<number> {
  let count = 0;
  const rows = await db
    .selectFrom('totp')
    .select(['user_id', 'secret', 'secret_key_id'])
    .where('secret_key_id', '<>', after.currentKeyId)
    .execute();
  for (const row of rows) {
    const owner = totpOwner(row.user_id);
    const { keyId, sealed } = after.seal(owner, before.open(owner, row.secret_key_id, row.secret));
    const result = await db
      .updateTable('totp')
      .set({ secret: sealed, secret_key_id: keyId })
      .where('user_id', '=', row.user_id)
      .where('secret', '=', row.secret)
      .executeTakeFirst();
    count += Number(result.numUpdatedRows);
  }
  const provider = await findOpenIdProvider(db);
  if (provider === undefined || provider.secret === null || provider.secret_key_id === null) return count;
  if (provider.secret_key_id === after.currentKeyId) return count;
  const owner = openIdOwner(provider.issuer, provider.client_id);
  const { keyId, sealed } = after.seal(owner, before.open(owner, provider.secret_key_id, provider.secret));
  const result = await db
    .updateTable('openid_provider')
    .set({ secret: sealed, secret_key_id: keyId })
    .where('secret', '=', provider.secret)
    .executeTakeFirst();
  return count + Number(result.numUpdatedRows);
}
