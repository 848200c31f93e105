/**
 * The accounting of invariant I6, per mailbox: server = archived + duplicates + quarantined + skipped + missing.
 *
 * A place is counted once, by the first of these that holds: vanished (marked as gone from the server, itself or with its
 * mailbox; outside the sum), skipped, quarantined, archived (the first place of its message that has not vanished, of the
 * accounts that are connected), duplicate.
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
  /** Of the skipped those that the company does not want in its archive. */
  readonly leftOutByRule: number;
  readonly vanished: number;
  /**
   * Null where `server` is. Below zero: so many are gone from the server since it was last compared UID by
   * UID, and will be marked then.
   */
  readonly missing: number | null;
}

/**
 * One pass over the places, with hashes instead of a look-up per place.
 * @param which nothing: all accounts.
 */
export async function mailboxAccounting(
  db: Kysely<DB>,
  which: { readonly accountId?: number; readonly mailboxId?: number } = {},
): Promise<MailboxAccounting[]> {
  const { accountId, mailboxId } = which;
  const asked = sql`${accountId === undefined ? sql`true` : sql`box.account_id = ${accountId}`}
    and ${mailboxId === undefined ? sql`true` : sql`box.id = ${mailboxId}`}`;
  const { rows } = await sql<MailboxAccounting>`
    with asked as materialized (
      select box.id, box.account_id, box.kind, box.uid_validity, box.skip_reason, box.vanished_at is not null as gone,
        case when box.vanished_at is null then box.server_count else 0 end as server_count
      from mailbox box where ${asked}),
    place as materialized (
      select p.mailbox_id, p.uid, p.message_id, asked.gone or p.vanished_at is not null as vanished, p.skip_reason is not null as skipped,
        p.skip_reason = 'never-archive' as by_rule
      from asked join mailbox_message p on p.mailbox_id = asked.id and p.uid_validity = asked.uid_validity
    ),
    quarantined as materialized (select id from message where quarantine_reason is not null),
    -- A UID has 32 bits (RFC 3501 2.3.1.1), so mailbox and UID make one number that orders as the pair does.
    first as (
      select o.message_id, min(o.mailbox_id * 4294967296 + o.uid) as at
      from mailbox_message o join mailbox b on b.id = o.mailbox_id and b.uid_validity = o.uid_validity
      join mail_account holder on holder.id = b.account_id and holder.state <> 'removed'
      where o.vanished_at is null and b.vanished_at is null and ${
        accountId === undefined && mailboxId === undefined
          ? sql`o.message_id is not null`
          : sql`o.message_id in (select message_id from place)`
      }
      group by o.message_id
    ),
    told as (
      select place.mailbox_id, place.by_rule, case
        when place.vanished then 'vanished'
        when place.skipped then 'skipped'
        when quarantined.id is not null then 'quarantined'
        when first.at = place.mailbox_id * 4294967296 + place.uid then 'archived'
        else 'duplicate' end as kind
      from place left join quarantined on quarantined.id = place.message_id
      left join first on first.message_id = place.message_id
    ),
    -- Mail of an earlier UIDVALIDITY that the present one does not have: gone from the server, kept here.
    earlier as (
      select p.mailbox_id, count(distinct p.message_id) as vanished
      from asked join mailbox_message p on p.mailbox_id = asked.id and p.uid_validity <> asked.uid_validity
      where p.vanished_at is not null and not exists (
        select 1 from mailbox_message now
        where now.message_id = p.message_id and now.mailbox_id = p.mailbox_id and now.uid_validity = asked.uid_validity)
      group by p.mailbox_id
    ),
    counted as (
      select mailbox_id, count(*) filter (where kind = 'vanished') as vanished,
        count(*) filter (where kind = 'skipped') as skipped,
        count(*) filter (where kind = 'skipped' and by_rule) as by_rule,
        count(*) filter (where kind = 'quarantined') as quarantined,
        count(*) filter (where kind = 'archived') as archived,
        count(*) filter (where kind = 'duplicate') as duplicates
      from told group by mailbox_id
    )
    select asked.id as "mailboxId", s.server, coalesce(n.archived, 0) as archived,
      coalesce(n.duplicates, 0) as duplicates, coalesce(n.quarantined, 0) as quarantined, s.skipped,
      coalesce(n.by_rule, 0) as "leftOutByRule",
      coalesce(n.vanished, 0) + coalesce(earlier.vanished, 0) as vanished,
      s.server - s.present - s.skipped as missing
    from asked left join counted n on n.mailbox_id = asked.id
    left join earlier on earlier.mailbox_id = asked.id
    cross join lateral (
      select coalesce(n.archived + n.duplicates + n.quarantined, 0) as present,
        case when asked.kind = 'imap' then asked.server_count end as server
    ) present
    cross join lateral (
      select present.present, present.server,
        case when asked.skip_reason is null or asked.server_count is null then coalesce(n.skipped, 0)
          else greatest(asked.server_count - present.present, 0) end as skipped
    ) s
    order by asked.account_id, asked.id`.execute(db);
  return rows;
}
