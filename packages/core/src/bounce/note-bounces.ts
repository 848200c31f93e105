/** What bounces say, noted as they are archived, in that transaction; looked at afterwards (raise-invalid.ts). */
import type { DB } from '@tradepost/db';
import { insertBounces } from '@tradepost/db/queries/bounces';
import type { ParsedMessage } from '@tradepost/mail/parse';
import type { Transaction } from 'kysely';

/** @param messages those that are new, with their id. A mail that is no bounce costs nothing. */
export async function noteBounces(
  tx: Transaction<DB>,
  messages: readonly { readonly id: number; readonly parsed: ParsedMessage }[],
): Promise<void> {
  await insertBounces(
    tx,
    messages.flatMap(({ id, parsed }) => parsed.failedRecipients.map((one) => ({ message_id: id, ...one }))),
  );
}
