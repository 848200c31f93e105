/** Whose word on a sender is believed: an administrator says so, with what the newest mails show beside it. */
import type { DB } from '@tradepost/db';
import { sampleAuthResults } from '@tradepost/db/queries/unified';
import { parseAuthResults } from '@tradepost/mail/card';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound } from '../errors.ts';

export interface TrustPatch {
  readonly authservIds?: readonly string[];
  readonly trustsUnmarked?: boolean;
}

/** @throws TradepostError 'not-found'. */
export async function updateTrust(
  db: Kysely<DB>,
  actorId: number | null,
  accountId: number,
  patch: TrustPatch,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('unified_mailbox as u')
      .innerJoin('mail_account as a', 'a.id', 'u.account_id')
      .select(['u.authserv_ids', 'u.trusts_unmarked'])
      .where('u.account_id', '=', accountId)
      .where('a.unified', '=', true)
      .forUpdate('u')
      .executeTakeFirst();
    if (before === undefined) throw notFound('The unified mailbox');
    const ids = patch.authservIds && [...new Set(patch.authservIds.map((id) => id.toLowerCase()))];
    const after = {
      authserv_ids: ids ?? before.authserv_ids,
      trusts_unmarked: patch.trustsUnmarked ?? before.trusts_unmarked,
    };
    await tx.updateTable('unified_mailbox').set(after).where('account_id', '=', accountId).execute();
    await appendAudit(tx, {
      actorId,
      action: 'unified-mailbox.trust-changed',
      subjectKind: 'mail-account',
      subjectId: accountId,
      detail: { from: before, to: after },
    });
  });
}

/** Most servers that are shown. */
const MOST_SEEN = 10;

/** @returns the server that each mail's topmost field names, the commonest first; null: none, or no such field. */
export async function seenServers(
  db: Kysely<DB>,
  accountId: number,
): Promise<{ authservId: string | null; mails: number }[]> {
  const counts = new Map<string | null, number>();
  for (const { auth_results } of await sampleAuthResults(db, accountId)) {
    const id = auth_results === null ? null : (parseAuthResults(auth_results)?.authservId ?? null);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts]
    .map(([authservId, mails]) => ({ authservId, mails }))
    .sort((a, b) => b.mails - a.mails)
    .slice(0, MOST_SEEN);
}
