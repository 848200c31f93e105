/** Settings, long jobs, the audit log. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultTime, Json, Time } from './columns.ts';

export interface SettingTable {
  key: string;
  value: Json<unknown>;
  updated_at: DefaultTime;
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

export interface SystemTables {
  setting: SettingTable;
  background_job: BackgroundJobTable;
  audit_log: AuditLogTable;
}
