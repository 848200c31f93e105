/** Activities and the files of people. */
import type { GeneratedAlways } from 'kysely';
import type { DefaultTime, Day, Time } from './columns.ts';
import type { ActivityKind, Difficulty, Direction } from './values.ts';

export interface StoredFileTable {
  id: GeneratedAlways<number>;
  blob_id: number;
  file_name: string;
  content_type: string;
  size: number;
  uploaded_by: number | null;
  created_at: DefaultTime;
}

export interface ActivityTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  kind: ActivityKind;
  channel: string | null;
  direction: 'inbound' | 'outbound' | null;
  state: 'planned' | 'done' | 'cancelled';
  planned_at: Time | null;
  done_at: Time | null;
  place: string | null;
  way: string | null;
  contact_id: number | null;
  person: string | null;
  content: string | null;
  result: string | null;
  next_date: Day | null;
  assignee_id: number | null;
  message_id: number | null;
  created_by: number | null;
  created_at: DefaultTime;
  updated_at: DefaultTime;
}

export interface ActivityFileTable {
  activity_id: number;
  file_id: number;
}

export interface MarketProblemTable {
  activity_id: number;
  country: string | null;
  region: string | null;
  product: string | null;
  difficulty: Difficulty;
  severity: number;
  competitor: string | null;
  noted_at: Time;
}

/** Kept by triggers: see the migration. */
export interface CustomerFileTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  at: Time;
  direction: Direction | null;
  file_name: string | null;
  content_type: string;
  size: number;
  sha256: Buffer | null;
  entry_id: number | null;
  message_id: number | null;
  part_path: string | null;
  activity_id: number | null;
  file_id: number | null;
}

export interface ActivityTables {
  stored_file: StoredFileTable;
  activity: ActivityTable;
  activity_file: ActivityFileTable;
  market_problem: MarketProblemTable;
  customer_file: CustomerFileTable;
}
