/** What people have to do, and when a customer is due. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { Day, DefaultJson, DefaultTime, Json, Time } from './columns.ts';
import type { TaskKind, TaskOutcome } from './values.ts';

export interface SettingVersionTable {
  id: GeneratedAlways<number>;
  key: string;
  value: Json<unknown>;
  changed_by: number | null;
  changed_at: DefaultTime;
}

export interface TaskTable {
  id: GeneratedAlways<number>;
  kind: TaskKind;
  customer_id: number | null;
  assignee_id: number;
  subject_key: Generated<string>;
  message_id: number | null;
  contact_id: number | null;
  mark_id: number | null;
  title: string | null;
  note: string | null;
  detail: DefaultJson<Record<string, unknown>>;
  due_on: Day;
  due_at: Time | null;
  first_due_on: Day;
  times_moved: Generated<number>;
  state: Generated<'open' | 'closed'>;
  /** 0 nobody, 1 the assignee again, 2 who leads him, 3 the company's owner. */
  escalation_level: Generated<number>;
  next_escalation_at: Time | null;
  created_at: DefaultTime;
  created_by: number | null;
  closed_at: Time | null;
  closed_by: number | null;
  outcome: TaskOutcome | null;
  close_note: string | null;
  closing_message_id: number | null;
  closing_activity_id: number | null;
  working_seconds: number | null;
}

/** Kept by triggers: see the migration. */
export interface FollowUpDueTable {
  customer_id: number;
  assignee_id: number;
  due_on: Day;
  raised: Generated<boolean>;
}

export interface TaskTables {
  setting_version: SettingVersionTable;
  task: TaskTable;
  follow_up_due: FollowUpDueTable;
}
