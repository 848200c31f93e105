/** Seals every saved password with another key. */
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { resealOutgoingServer } from '../outbox/server.ts';
import type { SecretBox } from '../secrets.ts';
import { resealSignIn } from '../users/reseal-sign-in.ts';
import { secretOwner } from './deps.ts';
import { resealSubmission, type SubmissionRow } from './submission.ts';

/**
 * Row by row, each in its own statement that checks that the secret is still the one that was read: a password
 * changed meanwhile is not overwritten.
 * @returns how many were sealed anew.
 * @throws SecretError when one does not open; those before it stay as sealed anew, and the old key opens the rest.
 */
export async function resealSecrets(db: Kysely<DB>, before: SecretBox, after: SecretBox): Promise<number> {
  const rows = await db
    .selectFrom('mail_account')
    .selectAll()
    .where('state', '<>', 'removed')
    .where((eb) =>
      eb.or([
        eb('secret_key_id', '<>', after.currentKeyId),
        eb('smtp_secret_key_id', '<>', after.currentKeyId),
      ]),
    )
    .execute();
  let count = await resealOutgoingServer(db, before, after);
  count += await resealSignIn(db, before, after);
  for (const row of rows) {
    count += await resealSending(db, row, before, after);
    if (row.secret_key_id === after.currentKeyId) continue;
    const owner = secretOwner(row.address);
    const { keyId, sealed } = after.seal(owner, before.open(owner, row.secret_key_id, row.secret));
    const result = await db
      .updateTable('mail_account')
      .set({ secret: sealed, secret_key_id: keyId })
      .where('id', '=', row.id)
      .where('secret', '=', row.secret)
      .executeTakeFirst();
    count += Number(result.numUpdatedRows);
  }
  return count;
}

async function resealSending(
  db: Kysely<DB>,
  row: SubmissionRow & { readonly id: number },
  before: SecretBox,
  after: SecretBox,
): Promise<number> {
  const resealed = resealSubmission(row, before, after);
  if (resealed === null) return 0;
  const result = await db
    .updateTable('mail_account')
    .set({ smtp_secret: resealed.sealed, smtp_secret_key_id: resealed.keyId })
    .where('id', '=', row.id)
    .where('smtp_secret', '=', row.smtp_secret)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
