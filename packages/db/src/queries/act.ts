/** Acting on tasks from a mail: which task a line of ours was about, and the replies that wait to be carried out. */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB, Locale } from '../schema.ts';

/** @param taskIds in the order of the mail's lines; the first is line 1. */
export async function insertMailTasks(
  tx: Transaction<DB>,
  mailId: number,
  taskIds: readonly number[],
): Promise<void> {
  await insertTasksOfMails(tx, [{ mailId, taskIds }]);
}

/** The same for many mails in one statement. */
export async function insertTasksOfMails(
  tx: Transaction<DB>,
  mails: readonly { readonly mailId: number; readonly taskIds: readonly number[] }[],
): Promise<void> {
  const rows = mails.flatMap(({ mailId, taskIds }) =>
    taskIds.map((id, index) => [mailId, index + 1, id] as const),
  );
  if (rows.length === 0) return;
  await sql`
    insert into outbox_mail_task (mail_id, line, task_id)
    select * from unnest(${rows.map(([mail]) => mail)}::bigint[], ${rows.map(([, line]) => line)}::smallint[],
      ${rows.map(([, , task]) => task)}::bigint[])
    on conflict do nothing`.execute(tx);
}

/** @returns the task of each line; a line whose task is gone is missing. */
export async function listMailTasks(db: Kysely<DB>, mailId: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('outbox_mail_task')
    .select(['line', 'task_id'])
    .where('mail_id', '=', mailId)
    .execute();
  return new Map(rows.map(({ line, task_id }) => [line, task_id]));
}

/**
 * Notes those of these mails that answer one of ours which has tasks, from the address that it went to. Whoever writes
 * such a reply has our Message-ID, which is random and was told to nobody else.
 * @param replies rows (message_id bigint, refs text[]): the Message-IDs that each answers.
 */
export async function insertCommands(tx: Transaction<DB>, replies: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into mail_command (message_id, mail_id, user_id)
    select distinct on (m.id) m.id, o.id, o.recipient_id
    from ${replies}
    join message m on m.id = r.message_id and m.automatic is null and m.parse_tier = 'full'
    join outbox_mail o on o.rfc_message_id = any(r.refs) and o.to_address = lower(m.from_address)
    where o.recipient_id is not null and exists (select from outbox_mail_task t where t.mail_id = o.id)
    order by m.id, o.id desc
    on conflict (message_id) do nothing`.execute(tx);
}

export interface CommandRow {
  readonly id: number;
  readonly message_id: number;
  readonly mail_id: number;
  readonly user_id: number;
  readonly user_name: string;
  readonly locale: Locale;
  readonly to_address: string;
  readonly active: boolean;
  readonly attempts: number;
  readonly subject: string;
  readonly rfc_message_id: string | null;
  readonly auth_results: string | null;
  readonly body: string | null;
  /** The reply lies in a Sent mailbox of an account that is this person's: he has sent it. */
  readonly own_copy: boolean;
}

/** Locks the reply that is due first; who comes second takes the next one. */
export async function claimCommand(tx: Transaction<DB>): Promise<CommandRow | undefined> {
  const { rows } = await sql<CommandRow>`
    select c.id, c.message_id, c.mail_id, c.user_id, u.name as user_name, u.locale, o.to_address,
      u.disabled_at is null as active, c.attempts, m.subject, m.rfc_message_id, m.auth_results, t.body,
      exists (select from mailbox_message mm join mailbox b on b.id = mm.mailbox_id
        join mail_account a on a.id = b.account_id
        where mm.message_id = m.id and b.special_use = '\\Sent' and a.owner_id = u.id) as own_copy
    from mail_command c
    join app_user u on u.id = c.user_id
    join outbox_mail o on o.id = c.mail_id
    join message m on m.id = c.message_id
    left join message_text t on t.message_id = m.id
    where c.state = 'waiting' and c.next_attempt_at <= now()
    order by c.next_attempt_at, c.id limit 1 for update of c skip locked`.execute(tx);
  return rows[0];
}

export async function settleCommand(tx: Transaction<DB>, id: number, reason: string | null): Promise<void> {
  await tx
    .updateTable('mail_command')
    .set({ state: reason === null ? 'done' : 'refused', reason, settled_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
}

/** Tried again later; one that fails for good is refused, so that it holds up nothing. */
export async function postponeCommand(db: Kysely<DB>, id: number, mostAttempts: number): Promise<void> {
  await sql`
    update mail_command set attempts = attempts + 1, next_attempt_at = now() + interval '1 minute' * (attempts + 1),
      state = case when attempts + 1 >= ${mostAttempts} then 'refused' else state end,
      reason = case when attempts + 1 >= ${mostAttempts} then 'failed' end,
      settled_at = case when attempts + 1 >= ${mostAttempts} then now() end
    where id = ${id} and state = 'waiting'`.execute(db);
}
