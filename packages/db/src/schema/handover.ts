/** Customers handed over, two salespeople at one customer. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultTime, Time } from './columns.ts';

export type HandoverWay = 'even' | 'country' | 'chosen';
export type HandoverState = 'running' | 'done' | 'undoing' | 'undone';
export type HandoverItemState = 'waiting' | 'done' | 'skipped' | 'undone' | 'kept';
export type CollisionState = 'open' | 'decided' | 'overtaken';
export type CollisionDecision = 'owner-keeps' | 'to-other' | 'shared' | 'no-collision';
export type EvidenceKind = 'mail' | 'inquiry' | 'new-customer';

export interface HandoverTable {
  id: GeneratedAlways<number>;
  from_id: number;
  way: HandoverWay;
  reason: string | null;
  note: string | null;
  keep_access: Generated<boolean>;
  state: Generated<HandoverState>;
  job_id: number | null;
  created_by: number | null;
  created_at: DefaultTime;
  done_at: Time | null;
  undone_by: number | null;
  undone_at: Time | null;
}

export interface HandoverItemTable {
  handover_id: number;
  customer_id: number;
  to_id: number;
  state: Generated<HandoverItemState>;
  handed_at: Time | null;
  activity_ids: Generated<number[]>;
  could_edit: boolean | null;
  read_at: Time | null;
  unread_told_at: Time | null;
}

export interface HandoverAccountTable {
  handover_id: number;
  account_id: number;
  to_id: number | null;
  state: Generated<'done' | 'undone' | 'kept'>;
}

export interface MailAccountPastOwnerTable {
  account_id: number;
  until: Time;
  user_id: number | null;
}

export interface CollisionLeadTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  message_id: number;
  user_id: number;
  kind: 'mail' | 'inquiry';
}

export interface CollisionTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  owner_id: number;
  user_id: number;
  state: Generated<CollisionState>;
  decision: CollisionDecision | null;
  reason: string | null;
  decided_by: number | null;
  decided_at: Time | null;
  opened_at: DefaultTime;
  touched_at: DefaultTime;
}

export interface CollisionEvidenceTable {
  id: GeneratedAlways<number>;
  collision_id: number;
  kind: EvidenceKind;
  message_id: number | null;
  value: string | null;
  at: Time;
}

export interface HandoverTables {
  mail_account_past_owner: MailAccountPastOwnerTable;
  handover: HandoverTable;
  handover_item: HandoverItemTable;
  handover_account: HandoverAccountTable;
  collision_lead: CollisionLeadTable;
  collision: CollisionTable;
  collision_evidence: CollisionEvidenceTable;
}
