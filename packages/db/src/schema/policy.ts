/** How the product's own mail goes out: by a server, or by one of the company's mail accounts. */
import type { Generated } from 'kysely';
import type { DefaultTime, Time } from './columns.ts';
import type { ImapSecurity } from './values.ts';

export interface OutgoingServerTable {
  single: Generated<boolean>;
  /** Null: mail goes out through the account. */
  host: string | null;
  port: number | null;
  security: ImapSecurity | null;
  account_id: number | null;
  user_name: string | null;
  secret_key_id: string | null;
  secret: Buffer | null;
  from_address: string;
  from_name: string | null;
  private_host_allowed: Generated<boolean>;
  last_success_at: Time | null;
  error_code: string | null;
  error_detail: string | null;
  error_since: Time | null;
  failures: Generated<number>;
  next_attempt_at: DefaultTime;
  updated_by: number | null;
  updated_at: DefaultTime;
}

export interface PolicyTables {
  outgoing_server: OutgoingServerTable;
}
