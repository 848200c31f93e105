/** Letters on their way: claimed by one sender at a time, with an outcome that is never guessed. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';

export type LetterRow = Selectable<DB['letter']>;

/** What waited for this account is tried at once. */
export async function wakeLettersOf(tx: Transaction<DB>, accountId: number): Promise<void> {
  await sql`
    update letter set next_step_at = now()
    where account_id = ${accountId} and state in ('scheduled', 'queued', 'sent') and next_step_at > now()
      and due_at <= now()`.execute(tx);
}
