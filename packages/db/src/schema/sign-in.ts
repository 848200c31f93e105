/** The second factor, and sign-in by OpenID Connect. */
import type { Generated } from 'kysely';
import type { DefaultTime, Time } from './columns.ts';
import type { SignInVia } from './people.ts';
import type { Role } from './values.ts';

export interface TotpTable {
  user_id: number;
  secret_key_id: string;
  secret: Buffer;
  created_at: DefaultTime;
  confirmed_at: Time | null;
  last_step: number | null;
}

export interface RecoveryCodeTable {
  code_hash: Buffer;
  user_id: number;
  created_at: DefaultTime;
  used_at: Time | null;
}

export interface SignInStepTable {
  token_hash: Buffer;
  user_id: number;
  via: SignInVia;
  created_at: DefaultTime;
  expires_at: Time;
}

export interface OpenIdProviderTable {
  only_one: Generated<boolean>;
  enabled: boolean;
  issuer: string;
  client_id: string;
  secret_key_id: string | null;
  secret: Buffer | null;
  button_label: string;
  create_domains: Generated<string[]>;
  create_role: Generated<Extract<Role, 'salesperson' | 'merchandiser' | 'reader'>>;
  updated_at: DefaultTime;
}

export interface OpenIdIdentityTable {
  issuer: string;
  subject: string;
  user_id: number;
  created_at: DefaultTime;
  last_used_at: DefaultTime;
}

export interface OpenIdAttemptTable {
  token_hash: Buffer;
  state: string;
  nonce: string;
  code_verifier: string;
  next_path: string;
  user_id: number | null;
  created_at: DefaultTime;
  expires_at: Time;
}

export interface SignInTables {
  totp: TotpTable;
  recovery_code: RecoveryCodeTable;
  sign_in_step: SignInStepTable;
  openid_provider: OpenIdProviderTable;
  openid_identity: OpenIdIdentityTable;
  openid_attempt: OpenIdAttemptTable;
}
