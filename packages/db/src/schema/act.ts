/** Acting on tasks from a mail, and tasks in a person's own calendar. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultTime, Time } from './columns.ts';

export interface OutboxMailTaskTable {
  mail_id: number;
  line: number;
  task_id: number;
}

export interface MailCommandTable {
  id: GeneratedAlways<number>;
  message_id: number;
  mail_id: number;
  user_id: number;
  state: Generated<'waiting' | 'done' | 'refused'>;
  reason: string | null;
  attempts: Generated<number>;
  next_attempt_at: DefaultTime;
  created_at: DefaultTime;
  settled_at: Time | null;
}

export interface CalendarFeedTable {
  user_id: number;
  token_hash: Buffer;
  created_at: DefaultTime;
  last_read_at: Time | null;
}

export interface ActTables {
  outbox_mail_task: OutboxMailTaskTable;
  mail_command: MailCommandTable;
  calendar_feed: CalendarFeedTable;
}
