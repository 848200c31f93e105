/** Mail that waits for an answer. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultTime, Time } from './columns.ts';

/** Written by triggers: see the migration. */
export interface AnswerLeadTable {
  id: GeneratedAlways<number>;
  customer_id: number | null;
  thread_id: number | null;
  joined_thread_id: number | null;
  look_at: DefaultTime;
}

export interface AnswerWaitTable {
  customer_id: number;
  message_id: number;
  thread_id: number;
  since: Time;
  user_id: number | null;
  inquiry: Generated<boolean>;
  counted: boolean;
  late_at: Time | null;
  replied_at: Time | null;
  reply_id: number | null;
  replied_by: number | null;
  working_seconds: number | null;
  settled_at: Time | null;
}

export interface AnswerSettledTable {
  task_id: number;
  message_id: number;
}

export interface AnswerTables {
  answer_lead: AnswerLeadTable;
  answer_wait: AnswerWaitTable;
  answer_settled: AnswerSettledTable;
}
