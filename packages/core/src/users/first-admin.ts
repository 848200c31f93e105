/** The one-time link that makes the first administrator. */
import type { DB } from '@tradepost/db';
import { anyUserExists } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';
import { invitationUrl, makeInvitation } from './invitation.ts';

/**
 * A new link at each start; the ones before it are void.
 * @returns null when there is a user already.
 */
export async function firstAdminLink(db: Kysely<DB>, publicUrl: string): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    if (await anyUserExists(tx)) return null;
    await tx.deleteFrom('invitation').where('kind', '=', 'first-admin').execute();
    const { token } = await makeInvitation(tx, { kind: 'first-admin', email: null, role: 'admin' });
    return invitationUrl(publicUrl, token);
  });
}
