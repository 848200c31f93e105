/** What is shown of the matches on a page. */
import { type Kysely, sql } from 'kysely';
import { keptPlan } from '../kept-plans.ts';
import type { Automatic, DB, Direction } from '../schema.ts';
import type { Scope } from './scope.ts';

/** Characters of a mail's text in which the words are looked for. */
const MOST_TEXT = 100_000;

export interface FoundMailRow {
  readonly id: number;
  readonly thread_id: number;
  readonly subject: string;
  readonly direction: Direction;
  readonly from_address: string | null;
  readonly from_name: string | null;
  readonly language: string | null;
  readonly automatic: Automatic | null;
  readonly size: number;
  readonly attachment_count: number;
  readonly quarantine_reason: string | null;
  readonly private_at: Date | null;
  readonly text: string;
}

export async function listFoundMails(
  db: Kysely<DB>,
  scope: Scope,
  ids: readonly number[],
): Promise<FoundMailRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await keptPlan(sql<FoundMailRow>`
    select m.id, m.thread_id, m.subject, m.direction, m.from_address, m.from_name, m.language, m.automatic, m.size,
      m.attachment_count, m.quarantine_reason, m.private_at, coalesce(left(t.body, ${MOST_TEXT}), '') as text
    from message m left join message_text t on t.message_id = m.id
    where m.id = any(${[...ids]}::bigint[]) and ${scope.message('m')}`).execute(db);
  return rows;
}

export interface CustomerOfMailRow {
  readonly message_id: number;
  readonly id: number;
  readonly name: string;
  readonly grade: 'A' | 'B' | 'C' | 'D' | null;
  readonly country: string | null;
}

/** Those that the asker may see. */
export async function listCustomersOfMails(
  db: Kysely<DB>,
  scope: Scope,
  messageIds: readonly number[],
): Promise<CustomerOfMailRow[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await keptPlan(sql<CustomerOfMailRow>`
    select f.message_id, c.id, c.name, c.grade, c.country from filing f join customer c on c.id = f.customer_id
    where f.message_id = any(${[...messageIds]}::bigint[]) and f.undone_at is null and ${scope.customer('c')}
    order by f.message_id, c.id`).execute(db);
  return rows;
}

/** Of these mails those that lie in no mail account of this person. */
export async function listForeignMails(
  db: Kysely<DB>,
  userId: number,
  messageIds: readonly number[],
): Promise<number[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select wanted.id from unnest(${[...messageIds]}::bigint[]) wanted(id) where not exists (
      select from mailbox_message p join mailbox b on b.id = p.mailbox_id join mail_account a on a.id = b.account_id
      where p.message_id = wanted.id and a.owner_id = ${userId})
    order by wanted.id`.execute(db);
  return rows.map((row) => row.id);
}
