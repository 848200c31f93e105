/** Mail of the product's own that comes back: delivered into a mailbox that is archived. */
import type { ParsedMessage } from '@tradepost/mail/parse';
import { listSentByUs } from '@tradepost/db/queries/outbox';
import type { DB } from '@tradepost/db';
import type { Transaction } from 'kysely';
import { MESSAGE_ID_DOMAIN } from '../outbox/queue-mail.ts';

const isCandidate = ({ messageId }: ParsedMessage) => messageId?.endsWith(`@${MESSAGE_ID_DOMAIN}`) === true;

/**
 * Ours is what bears the Message-ID of a row of ours and goes to whom that mail went: the ID is random and was told to
 * nobody else. A sender's name or domain proves nothing.
 * @returns a test that is right for these messages.
 */
export async function findOwnMail(
  tx: Transaction<DB>,
  messages: readonly ParsedMessage[],
): Promise<(message: ParsedMessage) => boolean> {
  const ids = messages.filter(isCandidate).map(({ messageId }) => messageId as string);
  if (ids.length === 0) return () => false;
  const sent = await listSentByUs(tx, ids);
  return (message) => {
    const to = message.messageId === null ? undefined : sent.get(message.messageId);
    return to !== undefined && message.addresses.some(({ role, address }) => role === 'to' && address === to);
  };
}
