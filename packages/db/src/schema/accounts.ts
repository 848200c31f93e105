/** Mail accounts, their mailboxes and what is left out. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultTime, Time } from './columns.ts';
import type { ImapSecurity, AccountState, MailboxSkipReason } from './values.ts';

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
  /** Mailboxes that the server lists and that are not kept, in words. */
  not_kept_detail: string | null;
  not_kept_since: Time | null;
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
  unified: Generated<boolean>;
  smtp_host: string | null;
  smtp_port: number | null;
  smtp_security: ImapSecurity | null;
  smtp_user: string | null;
  smtp_secret_key_id: string | null;
  smtp_secret: Buffer | null;
  smtp_private_host_allowed: Generated<boolean>;
  append_sent: boolean | null;
  smtp_last_success_at: Time | null;
  smtp_error_code: string | null;
  smtp_error_detail: string | null;
  smtp_error_since: Time | null;
  smtp_failures: Generated<number>;
  smtp_next_attempt_at: DefaultTime;
  /** Mail from before starts no clock of an answer. */
  answers_since: DefaultTime;
}

export interface MailboxTable {
  id: GeneratedAlways<number>;
  account_id: number;
  kind: Generated<'imap' | 'import' | 'letters'>;
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

export interface NeverArchiveTable {
  id: GeneratedAlways<number>;
  kind: 'address' | 'domain';
  value: string;
  reason: string | null;
  created_by: number | null;
  created_at: DefaultTime;
}

export interface AccountsTables {
  company_domain: CompanyDomainTable;
  mail_account: MailAccountTable;
  mailbox: MailboxTable;
  mailbox_message: MailboxMessageTable;
  never_archive: NeverArchiveTable;
}
