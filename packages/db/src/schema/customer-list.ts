/** What the list of customers is found by, and saved segments of it. */
import type { GeneratedAlways, Generated } from 'kysely';
import type { DefaultTime, Json } from './columns.ts';

/** Kept by triggers on the customer, its domains, contacts, addresses and numbers. */
export interface CustomerTextTable {
  customer_id: number;
  name_keys: string;
  words: string;
  /** Values it is filtered by, as words of an index; none where it is on no list. */
  facets: Generated<string[]>;
  /** That of the customer, so that those with a word are put in its order without being looked up. */
  last_mail_at: Date | null;
  /** Words of the free texts; null where there is none. */
  address: string | null;
  evaluation: string | null;
  usage_note: string | null;
  note: string | null;
}

export interface CustomerSegmentTable {
  id: GeneratedAlways<number>;
  user_id: number;
  name: string;
  filter: Json<Record<string, unknown>>;
  shared: Generated<boolean>;
  created_at: DefaultTime;
  updated_at: DefaultTime;
}

export interface CustomerListTables {
  customer_text: CustomerTextTable;
  customer_segment: CustomerSegmentTable;
}
