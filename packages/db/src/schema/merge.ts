/** Two records made one, and what it takes to bring them back. */
import type { GeneratedAlways } from 'kysely';
import type { DefaultJson, DefaultTime, Time } from './columns.ts';

export interface MergeTable {
  id: GeneratedAlways<number>;
  kind: 'customer' | 'contact';
  customer_id: number;
  source_customer_id: number | null;
  contact_id: number | null;
  source_contact_id: number | null;
  /** By column of what lives on: before the merge, and after it. */
  fields: DefaultJson<Record<string, { from: unknown; to: unknown }>>;
  state: 'joining' | 'joined' | 'undoing' | 'undone';
  job_id: number | null;
  merged_by: number | null;
  merged_at: DefaultTime;
  undone_by: number | null;
  undone_at: Time | null;
}

export interface MergeMoveTable {
  id: GeneratedAlways<number>;
  merge_id: number;
  reference: string;
  keys: string[];
}

export interface DistinctCustomersTable {
  a_id: number;
  b_id: number;
  said_by: number | null;
  said_at: DefaultTime;
}

export interface MergeTables {
  merge: MergeTable;
  merge_move: MergeMoveTable;
  distinct_customers: DistinctCustomersTable;
}
