/** People, customers and tasks for tests of reminders, and the mails that are queued. */
import { randomBytes } from 'node:crypto';
import { makeLogger } from '@tradepost/core/log';
import type { ReminderDeps } from '@tradepost/core/reminder/send-reminders';
import { SecretBox } from '@tradepost/core/secrets';
import type { DB, Locale, Role, TaskKind } from '@tradepost/db';
import type { OutboxRow } from '@tradepost/db/queries/outbox';
import type { Kysely } from 'kysely';

export const REMINDER_URL = 'https://crm.example.com';

export function reminderDeps(db: Kysely<DB>): ReminderDeps {
  const secrets = new SecretBox(new Map([['env', randomBytes(32)]]), 'env');
  return {
    db,
    secrets,
    publicUrl: REMINDER_URL,
    log: makeLogger('test', process.env.TEST_LOG_LEVEL ?? 'silent'),
  };
}

let count = 0;

export async function addPerson(
  db: Kysely<DB>,
  person: {
    name?: string;
    role?: Role;
    locale?: Locale;
    timeZone?: string;
    departmentId?: number | null;
  } = {},
): Promise<{ id: number; email: string }> {
  const email = `person${++count}@lindqvist.test`;
  const { id } = await db
    .insertInto('app_user')
    .values({
      email,
      name: person.name ?? `Person ${count}`,
      role: person.role ?? 'salesperson',
      locale: person.locale ?? 'en',
      time_zone: person.timeZone ?? 'Asia/Shanghai',
      department_id: person.departmentId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, email };
}

export async function addCustomer(
  db: Kysely<DB>,
  ownerId: number | null,
  customer: {
    name?: string;
    country?: string;
    grade?: 'A' | 'B' | 'C' | 'D';
    keyAccount?: boolean;
    channel?: 'email' | 'whatsapp' | 'phone';
    contact?: string;
    lastContact?: Date;
    timeZone?: string;
  } = {},
): Promise<number> {
  const { id } = await db
    .insertInto('customer')
    .values({
      name: customer.name ?? `Customer ${++count}`,
      owner_id: ownerId,
      country: customer.country ?? null,
      grade: customer.grade ?? null,
      key_account: customer.keyAccount ?? false,
      preferred_channel: customer.channel ?? null,
      last_contact_at: customer.lastContact ?? null,
      time_zone: customer.timeZone ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (customer.contact !== undefined)
    await db
      .insertInto('contact')
      .values({ customer_id: id, name: customer.contact, is_main: true })
      .execute();
  return id;
}

export async function addTask(
  db: Kysely<DB>,
  assigneeId: number,
  customerId: number | null,
  task: {
    kind?: TaskKind;
    dueOn: string;
    dueAt?: Date;
    key?: string;
    title?: string;
    messageId?: number;
    level?: number;
  },
): Promise<number> {
  const { id } = await db
    .insertInto('task')
    .values({
      kind: task.kind ?? 'follow-up',
      customer_id: customerId,
      assignee_id: assigneeId,
      subject_key: task.key ?? '',
      title: task.title ?? null,
      message_id: task.messageId ?? null,
      due_on: task.dueOn,
      first_due_on: task.dueOn,
      due_at: task.dueAt ?? null,
      escalation_level: task.level ?? 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export const queuedFor = (db: Kysely<DB>, email: string): Promise<OutboxRow[]> =>
  db.selectFrom('outbox_mail').selectAll().where('to_address', '=', email).orderBy('id').execute();
