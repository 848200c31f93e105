/** What stands on whose timeline. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultTime, Json, Time } from './columns.ts';
import type { Direction, FilingRule } from './values.ts';

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
  undone_by_mark: Generated<boolean>;
}

export interface TimelineEntryTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  occurred_at: Time;
  kind: 'mail' | 'activity' | 'event';
  direction: Direction | null;
  message_id: number | null;
  actor_id: number | null;
  created_at: DefaultTime;
  activity_id: number | null;
  event: string | null;
  detail: Json<Record<string, unknown>> | null;
}

export interface FilingTables {
  filing: FilingTable;
  timeline_entry: TimelineEntryTable;
}
