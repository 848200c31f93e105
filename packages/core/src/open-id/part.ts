/** Parting the provider's account from a person's. */
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { TradepostError } from '../errors.ts';
import { assertMayTouch } from '../users/second-factor.ts';

/**
 * @throws TradepostError 'conflict' where there is none; 'not-found', 'forbidden' for an owner's by no owner.
 */
export async function partOpenId(db: Kysely<DB>, actorId: number, userId: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (actorId !== userId) await assertMayTouch(tx, actorId, userId);
    const gone = await tx
      .deleteFrom('openid_identity')
      .where('user_id', '=', userId)
      .returning('issuer')
      .execute();
    if (gone.length === 0)
      throw new TradepostError('conflict', 'No account of a provider is joined to this one.');
    await appendAudit(tx, {
      actorId,
      action: 'user.openid-parted',
      subjectKind: 'user',
      subjectId: userId,
      detail: { issuers: gone.map(({ issuer }) => issuer) },
    });
  });
}
