/** What people are told, in the product and by mail. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultJson, DefaultTime, Time } from './columns.ts';

export interface NoticeTable {
  id: GeneratedAlways<number>;
  user_id: number;
  kind: string;
  dedupe_key: string;
  customer_id: number | null;
  subject_kind: string | null;
  subject_id: number | null;
  detail: DefaultJson<Record<string, unknown>>;
  created_at: DefaultTime;
  read_at: Time | null;
  /** When it is to be told by mail; null: not, or done. */
  mail_at: Time | null;
}

/** unknown: it may have been delivered, and nobody knows. dropped: a person decided that it is not sent. */
export type OutboxState = 'queued' | 'sending' | 'sent' | 'failed' | 'unknown' | 'dropped';

export interface OutboxMailTable {
  id: GeneratedAlways<number>;
  recipient_id: number | null;
  to_address: string;
  kind: string;
  period: string;
  rfc_message_id: string;
  in_reply_to: string | null;
  subject: string;
  body_text: string;
  body_html: string | null;
  state: Generated<OutboxState>;
  attempts: Generated<number>;
  next_attempt_at: DefaultTime;
  lease_until: Time | null;
  error_detail: string | null;
  created_at: DefaultTime;
  sent_at: Time | null;
  first_attempt_at: Time | null;
  handed_over_at: Time | null;
  error_code: string | null;
}

export interface TellingTables {
  notice: NoticeTable;
  outbox_mail: OutboxMailTable;
}
