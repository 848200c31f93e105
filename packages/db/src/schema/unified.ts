/** The company's unified mailbox. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultJson, DefaultTime, Time } from './columns.ts';

export type UnifiedState =
  | 'waiting'
  | 'filed'
  | 'refused'
  | 'unverified'
  | 'ignored'
  | 'unreadable'
  | 'failed';
export type UnifiedKind = 'card-customer' | 'card-contact' | 'market-information' | 'forwarded';

export interface UnifiedMailboxTable {
  account_id: number;
  since: DefaultTime;
  authserv_ids: Generated<string[]>;
  trusts_unmarked: Generated<boolean>;
}

export interface UnifiedItemTable {
  id: GeneratedAlways<number>;
  message_id: number;
  account_id: number;
  blob_id: number;
  occurred_at: Time;
  state: UnifiedState;
  kind: UnifiedKind | null;
  reason: string | null;
  author_id: number | null;
  customer_cards: Generated<number>;
  contact_cards: Generated<number>;
  faults: DefaultJson<unknown[]>;
  tags: Generated<string[]>;
  terms: Generated<string[]>;
  attempts: Generated<number>;
  next_attempt_at: DefaultTime;
  lease_until: Time | null;
  error_detail: string | null;
  created_at: DefaultTime;
  processed_at: Time | null;
}

export interface UnifiedLinkTable {
  id: GeneratedAlways<number>;
  item_id: number;
  customer_id: number | null;
  competitor_id: number | null;
  how: 'card' | 'forwarded' | 'named' | 'by-hand';
  evidence: string | null;
  state: 'linked' | 'proposed' | 'removed';
  decided_by: number | null;
  decided_at: Time | null;
  created_at: DefaultTime;
}

export interface UnifiedTables {
  unified_mailbox: UnifiedMailboxTable;
  unified_item: UnifiedItemTable;
  unified_link: UnifiedLinkTable;
}
