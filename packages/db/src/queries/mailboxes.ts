/** The mailboxes of an account, with coverage; the accounting is in `accounting.ts`. */
import { type Kysely, sql } from 'kysely';
import type { DB, MailboxSkipReason } from '../schema.ts';
import { mailboxComplete } from './accounts.ts';
import type { Scope } from './scope.ts';

export interface MailboxRow {
  readonly id: number;
  readonly account_id: number;
  readonly kind: 'imap' | 'import' | 'letters';
  readonly path: string;
  readonly special_use: string | null;
  readonly skip_reason: MailboxSkipReason | null;
  readonly chosen: boolean | null;
  readonly server_count: number | null;
  readonly place_count: number;
  readonly complete: boolean;
  readonly last_success_at: Date | null;
  readonly reconciled_at: Date | null;
  readonly error_code: string | null;
  readonly error_detail: string | null;
  readonly error_since: Date | null;
  readonly vanished_at: Date | null;
  readonly backfill_rate: number | null;
}

const columns = sql`
  mb.id, mb.account_id, mb.kind, mb.path, mb.special_use, mb.skip_reason, mb.chosen, mb.server_count, mb.place_count,
  ${sql.raw(mailboxComplete('mb'))} as complete, mb.last_success_at, mb.reconciled_at, mb.error_code,
  mb.error_detail, mb.error_since, mb.vanished_at, a.backfill_rate`;

export async function listMailboxes(db: Kysely<DB>, scope: Scope, accountId: number): Promise<MailboxRow[]> {
  const { rows } = await sql<MailboxRow>`
    select ${columns} from mailbox mb join mail_account a on a.id = mb.account_id
    where a.id = ${accountId} and a.state <> 'removed' and ${scope.account('a')}
    order by (mb.special_use = '\\Inbox') desc nulls last, mb.skip_reason is not null, lower(mb.path), mb.id`.execute(
    db,
  );
  return rows;
}

export async function findMailbox(db: Kysely<DB>, scope: Scope, id: number): Promise<MailboxRow | undefined> {
  const { rows } = await sql<MailboxRow>`
    select ${columns} from mailbox mb join mail_account a on a.id = mb.account_id
    where mb.id = ${id} and a.state <> 'removed' and ${scope.account('a')}`.execute(db);
  return rows[0];
}
