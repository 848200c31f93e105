/** How much mass mail one mail account sends: so that its provider does not shut it. */
import type { MassMailPace } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound } from '../errors.ts';

/** @throws TradepostError 'not-found' for an account that he does not see. */
export async function setPace(
  db: Kysely<DB>,
  actor: { readonly userId: number; readonly scope: Scope },
  accountId: number,
  { perMinute, perDay }: MassMailPace,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const account = await tx
      .selectFrom('mail_account as a')
      .select(['a.id', 'a.address'])
      .where('a.id', '=', accountId)
      .where('a.state', '<>', 'removed')
      .where(actor.scope.account('a'))
      .executeTakeFirst();
    if (account === undefined) throw notFound('The mail account');
    const pace = { per_minute: perMinute, per_day: perDay, updated_by: actor.userId };
    await tx
      .insertInto('mass_mail_pace')
      .values({ account_id: accountId, ...pace })
      .onConflict((oc) => oc.column('account_id').doUpdateSet({ ...pace, updated_at: sql<Date>`now()` }))
      .execute();
    await appendAudit(tx, {
      actorId: actor.userId,
      action: 'mass-mail.pace-set',
      subjectKind: 'mail-account',
      subjectId: accountId,
      detail: { address: account.address, perMinute, perDay },
    });
  });
}
