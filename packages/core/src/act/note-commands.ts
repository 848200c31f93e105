/** Replies to our own mails on their way into the archive: noted in its transaction, carried out afterwards. */
import type { DB } from '@tradepost/db';
import { insertCommands } from '@tradepost/db/queries/act';
import type { ParsedMessage } from '@tradepost/mail/parse';
import type { Transaction } from 'kysely';
import { jsonRows } from '../ingest/json-rows.ts';
import { MESSAGE_ID_DOMAIN } from '../outbox/queue-mail.ts';

/** A reply names the mail that it answers last. */
const MOST_REFERENCES = 20;

/** @param messages those that are new, with their id. A mail that answers none of ours costs nothing. */
export async function noteCommands(
  tx: Transaction<DB>,
  messages: readonly { readonly id: number; readonly parsed: ParsedMessage }[],
): Promise<void> {
  const rows = messages.flatMap(({ id, parsed }) => {
    const named = [...parsed.references.slice(-MOST_REFERENCES), parsed.inReplyTo ?? ''];
    const refs = [...new Set(named)].filter((one) => one.endsWith(`@${MESSAGE_ID_DOMAIN}`));
    return refs.length === 0 ? [] : [{ message_id: id, refs }];
  });
  if (rows.length > 0) await insertCommands(tx, jsonRows(rows, { message_id: 'bigint', refs: 'text[]' }));
}
