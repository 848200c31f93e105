/** Mass mail, who wants none, and its pace. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { Day, DefaultJson, DefaultTime, Json, Time } from './columns.ts';
import type { LeftOut, MassMailState, TemplateKind } from './values.ts';

export interface MailUnsubscribeTable {
  address: string;
  at: DefaultTime;
  way: 'page' | 'one-click' | 'person';
  mass_mail_id: number | null;
  by_id: number | null;
  note: string | null;
}

export interface MassMailTable {
  id: GeneratedAlways<number>;
  name: string;
  owner_id: number;
  account_id: number | null;
  state: Generated<MassMailState>;
  version: Generated<number>;
  kind: TemplateKind;
  language: string;
  template_id: number | null;
  subject: Generated<string>;
  html: Generated<string>;
  field_values: DefaultJson<Record<string, string>>;
  selection: Json<unknown>;
  whom: Generated<'main' | 'everyone'>;
  quiet_days: Generated<number>;
  by_day: Generated<boolean>;
  settled_at: Time | null;
  approval_reasons: Json<readonly { readonly rule: string; readonly found: string }[]> | null;
  content_sha256: Buffer | null;
  asked_at: Time | null;
  decided_at: Time | null;
  decided_by: number | null;
  decision: 'approved' | 'returned' | null;
  decision_note: string | null;
  bounces_seen: Generated<number>;
  stop_reason: 'bounces' | 'sender' | 'account' | null;
  started_at: Time | null;
  ended_at: Time | null;
  created_at: DefaultTime;
  updated_at: DefaultTime;
}

export interface MassMailRecipientTable {
  id: GeneratedAlways<number>;
  mass_mail_id: number;
  customer_id: number | null;
  contact_id: number | null;
  address: string | null;
  name: string | null;
  time_zone: string | null;
  state: Generated<'waiting' | 'left-out' | 'made'>;
  left_out: LeftOut | null;
  letter_id: number | null;
  made_at: Time | null;
  bounced_at: Time | null;
  replied_at: Time | null;
  unsubscribed_at: Time | null;
}

export interface MassMailPaceTable {
  account_id: number;
  per_minute: Generated<number>;
  per_day: Generated<number>;
  next_at: DefaultTime;
  day: Day | null;
  made_today: Generated<number>;
  updated_by: number | null;
  updated_at: DefaultTime;
}

export interface MassMailTables {
  mail_unsubscribe: MailUnsubscribeTable;
  mass_mail: MassMailTable;
  mass_mail_recipient: MassMailRecipientTable;
  mass_mail_pace: MassMailPaceTable;
}
