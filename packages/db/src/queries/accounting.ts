/**
 * The accounting of invariant I6, per mailbox: server = archived + duplicates + quarantined + skipped + missing.
 *
 * A place is counted once, by the first of these that holds: vanished (marked as gone from the server; outside
 * the sum), skipped, quarantined, archived (the first place of its message that has not vanished), duplicate.
 */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

export interface MailboxAccounting {
  readonly mailboxId: number;
  /** Null: an import, or a mailbox not looked at yet. */
  readonly server: number | null;
  readonly archived: number;
  readonly duplicates: number;
  readonly quarantined: number;
  /** Places left out one by one, and in a mailbox left out whole all that is on the server. */
  readonly skipped: number;
  readonly vanished: number;
  /**
   * Null where `server` is. Below zero: so many are gone from the server since it was last compared UID by
   * UID, and will be marked then.
   */
  readonly missing: number | null;
}

/**
 * Cost: one index range per mailbox, and one index probe per place for its message's other places.
 * @param which nothing: all accounts.
 */
export async function mailboxAccounting(
  db: Kysely<DB>,
  which: { readonly accountId?: number; readonly mailboxId?: number } = {},
): Promise<MailboxAccounting[]> {
  const { rows } = await sql<MailboxAccounting>`
    select box.id as "mailboxId", sum_of.server, coalesce(n.archived, 0)::int as archived,
      coalesce(n.duplicates, 0)::int as duplicates, coalesce(n.quarantined, 0)::int as quarantined,
      sum_of.skipped::int as skipped, coalesce(n.vanished, 0)::int as vanished,
      (sum_of.server - sum_of.present - sum_of.skipped)::int as missing
    from mailbox box
    left join lateral (
      select
        count(*) filter (where kind = 'vanished') as vanished, count(*) filter (where kind = 'skipped') as skipped,
        count(*) filter (where kind = 'quarantined') as quarantined,
        count(*) filter (where kind = 'archived') as archived,
        count(*) filter (where kind = 'duplicate') as duplicates
      from (
        select case
          when place.vanished_at is not null then 'vanished'
          when place.skip_reason is not null then 'skipped'
          when m.quarantine_reason is not null then 'quarantined'
          when exists (
            select 1 from mailbox_message other
            join mailbox other_box on other_box.id = other.mailbox_id and other_box.uid_validity = other.uid_validity
            where other.message_id = place.message_id and other.vanished_at is null
              and (other.mailbox_id, other.uid) < (place.mailbox_id, place.uid)
          ) then 'duplicate'
          else 'archived' end as kind
        from mailbox_message place left join message m on m.id = place.message_id
        where place.mailbox_id = box.id and place.uid_validity = box.uid_validity
      ) places
    ) n on true
    cross join lateral (
      select case when box.kind = 'imap' then box.server_count end as server,
        coalesce(n.archived + n.duplicates + n.quarantined, 0) as present,
        case when box.skip_reason is null or box.server_count is null then coalesce(n.skipped, 0)
          else greatest(box.server_count - coalesce(n.archived + n.duplicates + n.quarantined, 0), 0) end as skipped
    ) sum_of
    where ${which.accountId === undefined ? sql`true` : sql`box.account_id = ${which.accountId}`}
      and ${which.mailboxId === undefined ? sql`true` : sql`box.id = ${which.mailboxId}`}
    order by box.account_id, box.id`.execute(db);
  return rows;
}
