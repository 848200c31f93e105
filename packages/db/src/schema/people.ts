/** People, their sessions and departments. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultTime, Json, Time } from './columns.ts';
import type { Role, Locale, TokenScope } from './values.ts';

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
  department_id: number | null;
}

/** By what the sign-in began. */
export type SignInVia = 'password' | 'link' | 'openid';

export interface SessionTable {
  id: GeneratedAlways<number>;
  token_hash: Buffer;
  user_id: number;
  csrf_token: string;
  created_at: DefaultTime;
  last_seen_at: DefaultTime;
  expires_at: Time;
  ip: string | null;
  user_agent: string | null;
  via: Generated<SignInVia>;
}

export interface ApiTokenTable {
  id: GeneratedAlways<number>;
  user_id: number;
  name: string;
  token_hash: Buffer;
  scopes: TokenScope[];
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
  department_id: number | null;
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

export interface DepartmentTable {
  id: GeneratedAlways<number>;
  name: string;
  parent_id: number | null;
  created_at: DefaultTime;
}

export interface DepartmentHeadTable {
  department_id: number;
  user_id: number;
}

export interface PeopleTables {
  app_user: AppUserTable;
  session: SessionTable;
  api_token: ApiTokenTable;
  invitation: InvitationTable;
  login_throttle: LoginThrottleTable;
  idempotency_key: IdempotencyKeyTable;
  department: DepartmentTable;
  department_head: DepartmentHeadTable;
}
