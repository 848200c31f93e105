/** What a search finds. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultTime, Time } from './columns.ts';

/** The periods that there is something in. */
export interface SearchWeekTable {
  /** The first one of it. */
  week: number;
}

export interface SearchSpanTable {
  from_week: number;
  weeks: number;
}

export interface SearchDocTable {
  id: GeneratedAlways<number>;
  kind: 'mail' | 'activity' | 'customer' | 'contact' | 'market';
  message_id: number | null;
  /** With the other kinds. */
  record_id: number | null;
  occurred_at: Time;
  week: number;
  size: Generated<number>;
  /** A tsvector. */
  tokens: string;
}

export interface SearchLanguageTable {
  language: string;
}

export interface SearchLeadTable {
  id: GeneratedAlways<number>;
  message_id: number | null;
  customer_id: number | null;
  after_id: Generated<number>;
}

export interface SearchRecordLeadTable {
  id: GeneratedAlways<number>;
  kind: 'customer' | 'contact' | 'activity' | null;
  record_id: number;
}

export interface SearchTextLeadTable {
  id: GeneratedAlways<number>;
  message_id: number;
}

export interface SearchWaitingTable {
  id: GeneratedAlways<number>;
  message_ids: number[];
  at: DefaultTime;
}

export interface SavedSearchTable {
  id: GeneratedAlways<number>;
  user_id: number;
  name: string;
  query: string;
  sort: 'newest' | 'relevance';
  grouping: 'none' | 'thread' | 'customer';
  shared: Generated<boolean>;
  created_at: DefaultTime;
  updated_at: DefaultTime;
}

export interface SearchTables {
  saved_search: SavedSearchTable;
  search_week: SearchWeekTable;
  search_span: SearchSpanTable;
  search_doc: SearchDocTable;
  search_language: SearchLanguageTable;
  search_lead: SearchLeadTable;
  search_record_lead: SearchRecordLeadTable;
  search_text_lead: SearchTextLeadTable;
  search_waiting: SearchWaitingTable;
}
