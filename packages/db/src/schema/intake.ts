/** Imports of customers and platform inquiries. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultTime, Json, Time } from './columns.ts';

export type ImportState = 'open' | 'checking' | 'checked' | 'importing' | 'done' | 'failed';
export type ImportOutcome = 'created' | 'filled' | 'contact-added' | 'duplicate' | 'invalid';

/** What each column of a list holds; null: nothing that is taken over. */
export type ColumnMapping = (string | null)[];

export interface ImportRunTable {
  id: GeneratedAlways<number>;
  file_name: string;
  format: 'csv' | 'xlsx' | 'vcard';
  encoding: string | null;
  delimiter: string | null;
  headings: string[];
  headings_key: Buffer;
  row_count: number;
  mapping: ColumnMapping;
  on_duplicate: Generated<'skip' | 'fill' | 'add-contact'>;
  batch_id: number | null;
  source: string | null;
  owner_id: number | null;
  state: Generated<ImportState>;
  error: string | null;
  job_id: number | null;
  created_by: number | null;
  created_at: DefaultTime;
  finished_at: Time | null;
}

export interface ImportRowTable {
  run_id: number;
  line: number;
  cells: Json<string[]>;
  planned: ImportOutcome | null;
  outcome: ImportOutcome | null;
  name: string | null;
  fault: Json<unknown> | null;
  customer_id: number | null;
}

export interface ImportKeyTable {
  run_id: number;
  key: string;
  line: number;
}

export interface ImportMappingTable {
  headings_key: Buffer;
  mapping: ColumnMapping;
  updated_by: number | null;
  updated_at: DefaultTime;
}

export type InquiryState = 'waiting' | 'queued' | 'past' | 'filed' | 'dismissed';
export type InquirySender = 'verified' | 'unverified' | 'forged' | 'lookalike';
export type InquiryDoubt = 'low-confidence' | 'forged' | 'lookalike' | 'seen-elsewhere' | 'no-buyer';

export interface InquiryTable {
  id: GeneratedAlways<number>;
  message_id: number;
  platform: string;
  state: Generated<InquiryState>;
  signals: Json<unknown>;
  confidence: Generated<number>;
  sender: Generated<InquirySender>;
  buyer_name: string | null;
  company: string | null;
  country: string | null;
  email: string | null;
  phone: string | null;
  website: string | null;
  business_type: string | null;
  product: string | null;
  quantity: string | null;
  relay_address: string | null;
  received_at: Time;
  customer_id: number | null;
  made_customer: Generated<boolean>;
  doubt: InquiryDoubt | null;
  decided_by: number | null;
  decided_at: Time | null;
  reason: string | null;
  created_at: DefaultTime;
}

export interface InquiryLabelTable {
  label: string;
  field: string;
  created_by: number | null;
  created_at: DefaultTime;
}

export interface IntakeTables {
  import_run: ImportRunTable;
  import_row: ImportRowTable;
  import_key: ImportKeyTable;
  import_mapping: ImportMappingTable;
  inquiry: InquiryTable;
  inquiry_label: InquiryLabelTable;
}
