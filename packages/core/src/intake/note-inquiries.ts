/**
 * Mail of a platform on its way into the archive: noted in its transaction, read by a job afterwards. Costs a mail that
 * is of no platform nothing, and the archive never waits for it.
 */
import type { DB } from '@tradepost/db';
import type { ParsedMessage } from '@tradepost/mail/parse';
import { sql, type Transaction } from 'kysely';
import { jsonRows } from '../ingest/json-rows.ts';

/** @param messages those that are new, with their id. */
export async function noteInquiries(
  tx: Transaction<DB>,
  messages: readonly { readonly id: number; readonly parsed: ParsedMessage }[],
): Promise<void> {
  const rows = messages
    .filter(({ parsed }) => parsed.inquiry !== null)
    .map(({ id, parsed }) => ({
      message_id: id,
      platform: parsed.inquiry?.platform,
      signals: parsed.inquiry,
    }));
  if (rows.length === 0) return;
  const noted = await sql<{ message_id: number }>`
    insert into inquiry (message_id, platform, signals, received_at)
    select r.message_id, r.platform, r.signals, m.occurred_at
    from ${jsonRows(rows, { message_id: 'bigint', platform: 'text', signals: 'jsonb' })}
    join message m on m.id = r.message_id and m.direction = 'inbound' and not m.own_mail
    on conflict (message_id) do nothing
    returning message_id`.execute(tx);
  if (noted.rows.length > 0)
    await tx
      .insertInto('background_job')
      .values({
        kind: 'inquiry',
        payload: JSON.stringify({ messageIds: noted.rows.map((row) => row.message_id) }),
        total: noted.rows.length,
      })
      .execute();
}
