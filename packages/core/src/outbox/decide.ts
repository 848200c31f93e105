/** What a person decides about a mail that was not sent, or of which nobody knows. */
import type { DB } from '@tradepost/db';
import { decideOutboxMail, findOutboxMail, type OutboxItem } from '@tradepost/db/queries/outbox';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound, TradepostError } from '../errors.ts';

/**
 * 'queued': sent again, the same mail with the same Message-ID. 'dropped': never sent.
 * @throws TradepostError 'not-found'; 'conflict' where it is sent, dropped or under way.
 */
export async function decideAboutMail(
  db: Kysely<DB>,
  actorId: number | null,
  id: number,
  decision: 'queued' | 'dropped',
): Promise<OutboxItem> {
  await db.transaction().execute(async (tx) => {
    if ((await findOutboxMail(tx, id)) === undefined) throw notFound('The mail');
    const decided = await decideOutboxMail(tx, id, decision);
    if (decided === undefined)
      throw new TradepostError(
        'conflict',
        'This mail is on its way, sent, or decided about already. Load the list again.',
      );
    await appendAudit(tx, {
      actorId,
      action: decision === 'queued' ? 'outgoing-mail.resent' : 'outgoing-mail.dropped',
      subjectKind: 'outgoing-mail',
      subjectId: id,
      detail: { to: decided.to_address, kind: decided.kind },
    });
  });
  const item = await findOutboxMail(db, id);
  if (item === undefined) throw notFound('The mail');
  return item;
}
