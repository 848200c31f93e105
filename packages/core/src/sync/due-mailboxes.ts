/** Which of an account's mailboxes have their turn. */
import type { DB } from '@tradepost/db';
import { mailboxComplete } from '@tradepost/db/queries/accounts';
import { type Kysely, sql } from 'kysely';

/** The proof of completeness is made anew this often. */
const RECONCILE_EVERY = '24 hours';
/** Of one account in one round; mailbox-list.ts keeps no more. */
const MOST_MAILBOXES = 10_000;

export interface DueMailbox {
  readonly id: number;
  readonly path: string;
  /** The proof of completeness is to be made, too. */
  readonly proofDue: boolean;
}

/**
 * Inbox and Sent first: they are what people wait for; what is at fault last, as it may end the session. A round begins
 * when the account is due, and takes as many slices as it needs; who had its turn in it and lacks nothing is not due again
 * before the next one.
 *
 * By the clock at which a row is read, not by `now()`: that one stands still before the statement sees the table, and a
 * look for new mail that ends in between writes a later one. Its mailbox, half archived, would be left out of the round,
 * and the account at rest for minutes.
 */
export async function dueMailboxes(db: Kysely<DB>, accountId: number): Promise<DueMailbox[]> {
  const { rows } = await sql<DueMailbox>`
    select b.id, b.path, due.proof as "proofDue"
    from mailbox b join mail_account a on a.id = b.account_id
    cross join lateral (select b.error_code is not null
      or coalesce(b.reconciled_at < now() - ${RECONCILE_EVERY}::interval, true) as proof) due
    where b.account_id = ${accountId} and b.kind = 'imap' and b.skip_reason is null and b.vanished_at is null
      and b.next_attempt_at <= clock_timestamp() and (due.proof or b.last_success_at is null
        or b.last_success_at < a.next_attempt_at or not ${sql.raw(mailboxComplete('b'))})
    order by b.error_code is not null, (b.special_use in ('\\Inbox', '\\Sent')) desc nulls last,
      b.last_success_at nulls first, b.id
    limit ${MOST_MAILBOXES}`.execute(db);
  return rows;
}
