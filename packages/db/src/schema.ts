/**
 * The tables as Kysely sees them; `migrations/*.sql` is the authority and a test holds the two together.
 *
 * `bigint` columns arrive as `number`: ids and sizes stay far below 2^53, and the driver refuses a value
 * that does not (see `connect.ts`). `covered` (int8multirange) and `highest_modseq` (63 bits in RFC 7162)
 * are the exceptions and travel as text.
 */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Time = ColumnType<Date, Date | string, Date | string>;
type DefaultTime = ColumnType<Date, Date | string | undefined, Date | string>;
type Json<T> = ColumnType<T, string, string>;

export type Role = 'owner' | 'admin' | 'manager' | 'salesperson' | 'merchandiser' | 'reader';
export type Locale = 'en' | 'zh-CN';
export type ImapSecurity = 'none' | 'starttls' | 'tls';
export type AccountState = 'active' | 'paused' | 'removed';
export type MailboxSkipReason =
  | 'junk'
  | 'trash'
  | 'drafts'
  | 'not-selectable'
  | 'all-mail-elsewhere'
  | 'chosen';
export type Direction = 'inbound' | 'outbound' | 'internal';
export type Automatic = 'auto-reply' | 'bounce' | 'list' | 'bulk' | 'auto-generated';
export type ParseTier = 'full' | 'headers' | 'raw';
export type AddressRole = 'from' | 'sender' | 'reply-to' | 'to' | 'cc' | 'bcc';
export type FilingRule = 'contact' | 'thread' | 'platform' | 'domain' | 'manual';
export type Grade = 'A' | 'B' | 'C' | 'D';

export interface AppUserTable {
  id: GeneratedAlways<number>;
  email: string;
  name: string;
  role: Role;
  locale: Generated<Locale>;
  time_zone: Generated<string>;
  password_hash: string | null;
  created_at: DefaultTime;
  disabled_at: Time | null;
}

export interface SessionTable {
  token_hash: Buffer;
  user_id: number;
  csrf_token: string;
  created_at: DefaultTime;
  last_seen_at: DefaultTime;
  expires_at: Time;
  ip: string | null;
  user_agent: string | null;
}

export interface ApiTokenTable {
  id: GeneratedAlways<number>;
  user_id: number;
  name: string;
  token_hash: Buffer;
  scope: 'read' | 'write';
  created_at: DefaultTime;
  last_used_at: Time | null;
  expires_at: Time | null;
  revoked_at: Time | null;
}

export interface InvitationTable {
  token_hash: Buffer;
  kind: 'first-admin' | 'invite' | 'reset';
  email: string | null;
  role: Role;
  created_at: DefaultTime;
  expires_at: Time;
  used_at: Time | null;
}

export interface LoginThrottleTable {
  key: string;
  failures: number;
  first_at: Time;
  blocked_until: Time | null;
}

export interface IdempotencyKeyTable {
  user_id: number;
  key: string;
  request_hash: Buffer;
  status: number | null;
  response: Json<unknown> | null;
  created_at: DefaultTime;
}

export interface SettingTable {
  key: string;
  value: Json<unknown>;
  updated_at: DefaultTime;
}

export interface CompanyDomainTable {
  domain: string;
  created_at: DefaultTime;
}

export interface MailAccountTable {
  id: GeneratedAlways<number>;
  address: string;
  aliases: Generated<string[]>;
  display_name: string | null;
  owner_id: number | null;
  provider: Generated<string>;
  imap_host: string;
  imap_port: number;
  imap_security: ImapSecurity;
  imap_user: string;
  auth_kind: Generated<'password'>;
  secret_key_id: string;
  secret: Buffer;
  private_host_allowed: Generated<boolean>;
  state: Generated<AccountState>;
  last_attempt_at: Time | null;
  signed_in_at: Time | null;
  last_success_at: Time | null;
  error_code: string | null;
  error_detail: string | null;
  error_since: Time | null;
  failures: Generated<number>;
  next_attempt_at: DefaultTime;
  capabilities: Generated<string[]>;
  backfill_rate: number | null;
  watch_owner: string | null;
  watch_lease_until: Time | null;
  sync_owner: string | null;
  sync_lease_until: Time | null;
  created_at: DefaultTime;
  removed_at: Time | null;
}

export interface MailboxTable {
  id: GeneratedAlways<number>;
  account_id: number;
  kind: Generated<'imap' | 'import'>;
  path: string;
  delimiter: string | null;
  special_use: string | null;
  skip_reason: MailboxSkipReason | null;
  chosen: boolean | null;
  uid_validity: number | null;
  uid_next: number | null;
  highest_modseq: string | null;
  covered: Generated<string>;
  server_count: number | null;
  server_count_at: Time | null;
  place_count: Generated<number>;
  last_success_at: Time | null;
  reconciled_at: Time | null;
  error_code: string | null;
  error_detail: string | null;
  error_since: Time | null;
  failures: Generated<number>;
  next_attempt_at: DefaultTime;
  vanished_at: Time | null;
  created_at: DefaultTime;
}

export interface BlobTable {
  id: GeneratedAlways<number>;
  sha256: Buffer;
  size: number;
  stored_size: number;
  codec: 'zstd' | 'raw';
  pack: string | null;
  pack_offset: number | null;
  created_at: DefaultTime;
}

export interface ThreadTable {
  id: GeneratedAlways<number>;
  created_at: DefaultTime;
}

export interface ThreadRefTable {
  ref_hash: Buffer;
  thread_id: number;
}

export interface MessageTable {
  id: GeneratedAlways<number>;
  fingerprint: Buffer;
  blob_id: number;
  thread_id: number;
  rfc_message_id: string | null;
  in_reply_to: string | null;
  subject: string;
  base_subject_hash: Buffer | null;
  orphan_reply: Generated<boolean>;
  sent_at: Time | null;
  occurred_at: Time;
  from_address: string | null;
  from_name: string | null;
  direction: Direction;
  automatic: Automatic | null;
  language: string | null;
  preview: string;
  size: number;
  attachment_count: Generated<number>;
  has_html: Generated<boolean>;
  parse_tier: ParseTier;
  quarantine_reason: string | null;
  quarantine_detail: string | null;
  auth_results: string | null;
  created_at: DefaultTime;
}

export interface MessageTextTable {
  message_id: number;
  body: string;
  source: 'plain' | 'html' | 'none';
  truncated: Generated<boolean>;
}

export interface AttachmentTable {
  message_id: number;
  part_path: string;
  file_name: string | null;
  content_type: string;
  size: number;
  sha256: Buffer | null;
  inline: Generated<boolean>;
  content_id: string | null;
}

export interface MailboxMessageTable {
  mailbox_id: number;
  uid_validity: number;
  uid: number;
  message_id: number | null;
  blob_id: number | null;
  internal_date: Time | null;
  size: number;
  skip_reason: string | null;
  vanished_at: Time | null;
  created_at: DefaultTime;
}

export interface AddressTable {
  id: GeneratedAlways<number>;
  address: string;
  domain: string;
  name: string | null;
  created_at: DefaultTime;
}

export interface MessageAddressTable {
  message_id: number;
  role: AddressRole;
  position: number;
  address_id: number;
  name: string | null;
}

export interface CustomerTable {
  id: GeneratedAlways<number>;
  name: string;
  country: string | null;
  grade: Grade | null;
  website: string | null;
  source: string | null;
  note: string | null;
  owner_id: number | null;
  created_by: number | null;
  created_at: DefaultTime;
  updated_at: DefaultTime;
  archived_at: Time | null;
}

export interface CustomerDomainTable {
  domain: string;
  customer_id: number;
  created_at: DefaultTime;
}

export interface ContactTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  name: string | null;
  title: string | null;
  phone: string | null;
  created_at: DefaultTime;
}

export interface ContactAddressTable {
  address: string;
  contact_id: number;
  customer_id: number;
  created_at: DefaultTime;
}

export interface FilingTable {
  id: GeneratedAlways<number>;
  message_id: number;
  customer_id: number;
  rule: FilingRule;
  confidence: number;
  evidence: string | null;
  filed_by: number | null;
  filed_at: DefaultTime;
  undone_by: number | null;
  undone_at: Time | null;
}

export interface TimelineEntryTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  occurred_at: Time;
  kind: 'mail';
  direction: Direction | null;
  message_id: number | null;
  actor_id: number | null;
  created_at: DefaultTime;
}

export interface BackgroundJobTable {
  id: GeneratedAlways<number>;
  kind: string;
  payload: Json<unknown>;
  state: Generated<'queued' | 'running' | 'done' | 'failed'>;
  done: Generated<number>;
  total: number | null;
  cursor: Json<unknown> | null;
  error: string | null;
  lease_until: Time | null;
  created_by: number | null;
  created_at: DefaultTime;
  finished_at: Time | null;
}

export interface AuditLogTable {
  id: number;
  at: Time;
  actor_id: number | null;
  action: string;
  subject_kind: string | null;
  subject_id: string | null;
  detail: Json<Record<string, unknown>>;
  prev_hash: Buffer;
  hash: Buffer;
}

export interface DB {
  app_user: AppUserTable;
  session: SessionTable;
  api_token: ApiTokenTable;
  invitation: InvitationTable;
  login_throttle: LoginThrottleTable;
  idempotency_key: IdempotencyKeyTable;
  setting: SettingTable;
  company_domain: CompanyDomainTable;
  mail_account: MailAccountTable;
  mailbox: MailboxTable;
  blob: BlobTable;
  thread: ThreadTable;
  thread_ref: ThreadRefTable;
  message: MessageTable;
  message_text: MessageTextTable;
  attachment: AttachmentTable;
  mailbox_message: MailboxMessageTable;
  address: AddressTable;
  message_address: MessageAddressTable;
  customer: CustomerTable;
  customer_domain: CustomerDomainTable;
  contact: ContactTable;
  contact_address: ContactAddressTable;
  filing: FilingTable;
  timeline_entry: TimelineEntryTable;
  background_job: BackgroundJobTable;
  audit_log: AuditLogTable;
}
