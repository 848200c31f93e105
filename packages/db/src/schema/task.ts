/** What people have to do, and when a customer is due. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { Day, DefaultJson, DefaultTime, Json, Time } from './columns.ts';
import type { Grade, TaskKind, TaskOutcome } from './values.ts';

export interface SettingVersionTable {
  id: GeneratedAlways<number>;
  key: string;
  value: Json<unknown>;
  changed_by: number | null;
  changed_at: DefaultTime;
}

/** When the assignee again, who leads him, and the company's owner are told; null: he is not. */
export type Moments = (Date | null)[];

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
  escalates_at: Generated<Moments>;
  /** Made of the two above. */
  next_escalation_at: GeneratedAlways<Date | null>;
  given_at: Time | null;
  contact_before: Time | null;
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

export interface TaskEventTable {
  id: GeneratedAlways<number>;
  task_id: number;
  at: DefaultTime;
  event: 'put-off' | 'moved' | 'assigned' | 'noted' | 'escalated' | 'closed' | 'reopened';
  actor_id: number | null;
  detail: DefaultJson<Record<string, unknown>>;
}

/** Kept by triggers: see the migration. */
export interface FollowUpDueTable {
  customer_id: number;
  assignee_id: number;
  due_on: Day;
  raised: Generated<boolean>;
  since: DefaultTime;
  grade: Grade | null;
  manual: Generated<boolean>;
  checks: Generated<number>;
  check_on: Day | null;
}

/** The day for which a daily part of the sweep was done last. */
export interface SweepDayTable {
  kind: string;
  done_on: Day;
}

export interface BounceTable {
  message_id: number;
  address: string;
  status: string | null;
  diagnostic: string | null;
  permanent: boolean;
  settled: Generated<boolean>;
}

export interface TaskTables {
  setting_version: SettingVersionTable;
  task: TaskTable;
  task_event: TaskEventTable;
  follow_up_due: FollowUpDueTable;
  sweep_day: SweepDayTable;
  bounce: BounceTable;
}
