/** Letters that people write, their approval and templates. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultJson, DefaultTime, Json, Time } from './columns.ts';
import type { LetterKind, LetterState, TemplateKind } from './values.ts';

export interface LetterParty {
  readonly address: string;
  readonly name: string | null;
}

export interface LetterTable {
  id: GeneratedAlways<number>;
  author_id: number;
  written_by: number;
  state: Generated<LetterState>;
  version: Generated<number>;
  kind: LetterKind;
  account_id: number | null;
  from_address: string | null;
  customer_id: number | null;
  contact_id: number | null;
  source_message_id: number | null;
  template_id: number | null;
  template_kind: TemplateKind | null;
  to_list: DefaultJson<LetterParty[]>;
  cc_list: DefaultJson<LetterParty[]>;
  bcc_list: DefaultJson<LetterParty[]>;
  subject: Generated<string>;
  html: Generated<string>;
  quoted_html: Generated<string>;
  with_signature: Generated<boolean>;
  in_reply_to: string | null;
  reference_ids: Generated<string[]>;
  bulk: Generated<boolean>;
  unsubscribe_url: string | null;
  schedule: 'now' | 'at' | 'morning' | null;
  due_at: Time | null;
  final_html: string | null;
  final_text: string | null;
  content_sha256: Buffer | null;
  rfc_message_id: string | null;
  submitted_at: Time | null;
  blob_id: number | null;
  composed_at: Time | null;
  attempts: Generated<number>;
  claims: Generated<number>;
  lease_until: Time | null;
  handed_over_at: Time | null;
  next_step_at: Time | null;
  error_code: string | null;
  error_detail: string | null;
  looks: Generated<number>;
  sent_at: Time | null;
  message_id: number | null;
  archived_at: Time | null;
  archive_failures: Generated<number>;
  append_state: Generated<'none' | 'due' | 'done' | 'failed'>;
  append_failures: Generated<number>;
  append_error: string | null;
  created_at: DefaultTime;
  updated_at: DefaultTime;
}

export interface LetterRecipientTable {
  letter_id: number;
  address: string;
  role: 'to' | 'cc' | 'bcc';
  state: Generated<'waiting' | 'accepted' | 'refused' | 'unknown'>;
  detail: string | null;
  at: Time | null;
}

export interface LetterFileTable {
  letter_id: number;
  file_id: number;
  position: Generated<number>;
  content_id: string | null;
}

export interface LetterApprovalTable {
  id: GeneratedAlways<number>;
  letter_id: number;
  author_id: number;
  subject: string;
  sent_to: Json<LetterParty[]>;
  reasons: Json<readonly { readonly rule: string; readonly found: string }[]>;
  content_sha256: Buffer;
  state: Generated<'waiting' | 'approved' | 'returned' | 'withdrawn'>;
  asked_at: DefaultTime;
  remind_at: Time | null;
  decided_at: Time | null;
  decided_by: number | null;
  note: string | null;
  /** Of a returned one: what it said. */
  returned_text: string | null;
}

export interface LetterTemplateTable {
  id: GeneratedAlways<number>;
  kind: TemplateKind;
  language: string;
  name: string;
  subject: string;
  html: string;
  owner_id: number | null;
  archived_at: Time | null;
  version: Generated<number>;
  created_by: number | null;
  created_at: DefaultTime;
  updated_by: number | null;
  updated_at: DefaultTime;
}

export interface SignatureTable {
  id: GeneratedAlways<number>;
  user_id: number;
  account_id: number | null;
  html: string;
  updated_at: DefaultTime;
}

export interface AccountSenderTable {
  account_id: number;
  user_id: number;
  granted_by: number | null;
  granted_at: DefaultTime;
}

export interface LetterTables {
  letter: LetterTable;
  letter_recipient: LetterRecipientTable;
  letter_file: LetterFileTable;
  letter_approval: LetterApprovalTable;
  letter_template: LetterTemplateTable;
  signature: SignatureTable;
  account_sender: AccountSenderTable;
}
