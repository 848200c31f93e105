/** How a customer likes to be contacted, as a kind of activity. */
import type { ContactWay } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';

const BY_VOICE: ReadonlySet<string> = new Set(['email', 'phone', 'mobile', 'skype']);

/** The main contact's liking, else the customer's; a call where none is known. */
export async function likedWay(tx: Transaction<DB>, customerId: number): Promise<ContactWay> {
  const { rows } = await sql<{ channel: string | null }>`
    select coalesce(
      (select k.preferred_channel from contact k
        where k.customer_id = c.id and k.is_main and k.invalid_at is null limit 1),
      c.preferred_channel) as channel
    from customer c where c.id = ${customerId}`.execute(tx);
  const channel = rows[0]?.channel ?? null;
  if (channel === null || BY_VOICE.has(channel)) return 'call';
  return channel === 'fax' ? 'fax' : 'chat';
}
