/** Mail accounts with their health and progress. */
import { type Kysely, sql } from 'kysely';
import type { AccountState, DB, ImapSecurity } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface AccountRow {
  readonly id: number;
  readonly address: string;
  readonly aliases: string[];
  readonly display_name: string | null;
  readonly owner_id: number | null;
  readonly owner_name: string | null;
  readonly provider: string;
  readonly imap_host: string;
  readonly imap_port: number;
  readonly imap_security: ImapSecurity;
  readonly imap_user: string;
  readonly private_host_allowed: boolean;
  readonly state: AccountState;
  readonly last_attempt_at: Date | null;
  readonly last_success_at: Date | null;
  readonly next_attempt_at: Date;
  readonly error_code: string | null;
  readonly error_detail: string | null;
  readonly error_since: Date | null;
  readonly not_kept_detail: string | null;
  readonly not_kept_since: Date | null;
  readonly backfill_rate: number | null;
  readonly watching: boolean;
  readonly unified: boolean;
  readonly smtp_host: string | null;
  readonly smtp_port: number | null;
  readonly smtp_security: ImapSecurity | null;
  readonly smtp_user: string | null;
  readonly smtp_own_password: boolean;
  readonly append_sent: boolean | null;
  readonly smtp_last_success_at: Date | null;
  readonly smtp_error_code: string | null;
  readonly smtp_error_detail: string | null;
  readonly smtp_error_since: Date | null;
  readonly smtp_next_attempt_at: Date;
  readonly created_at: Date;
  /** Of the mailboxes that are archived: how many, how many of them wholly, places, places on the server. */
  readonly mailboxes: number;
  readonly complete: number;
  readonly faulty: number;
  readonly done: number;
  readonly total: number | null;
  readonly quarantined: number;
}

const columns = sql`
  a.id, a.address, a.aliases, a.display_name, a.owner_id, u.name as owner_name, a.provider, a.imap_host,
  a.imap_port, a.imap_security, a.imap_user, a.private_host_allowed, a.state, a.last_attempt_at,
  a.last_success_at, a.next_attempt_at, a.unified, a.error_code, a.error_detail, a.error_since, a.backfill_rate,
  a.not_kept_detail, a.not_kept_since,
  a.smtp_host, a.smtp_port, a.smtp_security, a.smtp_user, a.smtp_secret is not null as smtp_own_password, a.append_sent,
  a.smtp_last_success_at, a.smtp_error_code, a.smtp_error_detail, a.smtp_error_since, a.smtp_next_attempt_at,
  a.created_at, coalesce(a.watch_owner is not null and a.watch_lease_until > now(), false) as watching,
  b.mailboxes, b.complete, b.faulty, b.done, b.total, q.quarantined`;

/** Quarantined mails are few and have an index of their own, so they are counted from their side. */
const tables = sql`
  mail_account a
  left join app_user u on u.id = a.owner_id
  left join lateral (
    select count(*)::int as mailboxes,
      count(*) filter (where ${sql.raw(mailboxComplete('mb'))})::int as complete,
      count(*) filter (where mb.error_code is not null)::int as faulty,
      coalesce(sum(mb.place_count), 0)::bigint as done,
      case when count(*) = 0 or bool_or(mb.server_count is null) then null
        else sum(greatest(mb.server_count, mb.place_count))::bigint end as total
    from mailbox mb
    where mb.account_id = a.id and mb.kind = 'imap' and mb.skip_reason is null and mb.vanished_at is null
  ) b on true
  left join lateral (
    select count(distinct m.id)::int as quarantined
    from message m join mailbox_message mm on mm.message_id = m.id join mailbox mb on mb.id = mm.mailbox_id
    where m.quarantine_reason is not null and mb.account_id = a.id
  ) q on true`;

/** Every UID below UIDNEXT is covered (I1, I6). */
export function mailboxComplete(alias: string): string {
  return `(${alias}.uid_next is not null and ${alias}.covered @> int8multirange(int8range(1, greatest(${alias}.uid_next, 1))))`;
}

export async function listAccounts(db: Kysely<DB>, scope: Scope): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select ${columns} from ${tables}
    where a.state <> 'removed' and ${scope.account('a')} order by lower(a.address), a.id`.execute(db);
  return rows;
}

export async function findAccount(db: Kysely<DB>, scope: Scope, id: number): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`
    select ${columns} from ${tables}
    where a.id = ${id} and a.state <> 'removed' and ${scope.account('a')}`.execute(db);
  return rows[0];
}

/** The row with its sealed secret, for a change that leaves its key: rows that refer to it need not wait. */
export function lockAccount(db: Kysely<DB>, scope: Scope, id: number) {
  return db
    .selectFrom('mail_account as a')
    .selectAll()
    .where('a.id', '=', id)
    .where('a.state', '<>', 'removed')
    .where(scope.account('a'))
    .forNoKeyUpdate()
    .executeTakeFirst();
}
